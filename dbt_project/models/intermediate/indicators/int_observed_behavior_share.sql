with {{ share_steps('observed_behavior_share') }},

observers as (
    select * from {{ ref('int_share_raters_scoped') }}
    where indicator_id = 'observed_behavior_share'
),

final as (
    select
        {{ share_columns('shares') }},
        observers.rater_count,
        observers.rater_count as people_count,
        observers.offered_count as eligible_count,
        shares.denominator / observers.offered_count as answered_share
    from shares
    inner join observers
        on
            {{ same_cell('shares', 'observers') }}
)

{{ indicator_columns(
    'final',
    'observed_behavior_share',
    absent=['instrument_version', 'estimate_note'],
) }}
