with {{ share_steps('one_on_one_kept_share') }},

people as (
    select * from {{ ref('int_share_raters_scoped') }}
    where indicator_id = 'one_on_one_kept_share'
),

final as (
    select
        {{ share_columns('shares') }},
        people.rater_count,
        people.rater_count as people_count,
        people.offered_count as eligible_count,
        shares.denominator / people.offered_count as answered_share
    from shares
    inner join people
        on {{ same_cell('shares', 'people') }}
)

{{ indicator_columns(
    'final',
    'one_on_one_kept_share',
    absent=['instrument_version', 'estimate_note'],
) }}
