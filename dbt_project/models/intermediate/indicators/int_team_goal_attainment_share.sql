with {{ share_steps('team_goal_attainment_share') }},

goals as (
    select * from {{ ref('int_share_raters_scoped') }}
    where indicator_id = 'team_goal_attainment_share'
),

exposure as (
    select * from {{ ref('int_exposure_scoped') }}
),

final as (
    select
        {{ share_columns('shares') }},
        exposure.people_count as rater_count,
        exposure.people_count,
        goals.offered_count as eligible_count,
        shares.denominator / goals.offered_count as answered_share
    from shares
    inner join goals
        on {{ same_cell('shares', 'goals') }}
    left join exposure on {{ same_scope('shares', 'exposure') }}
)

{{ indicator_columns(
    'final',
    'team_goal_attainment_share',
    absent=['instrument_version', 'estimate_note'],
) }}
