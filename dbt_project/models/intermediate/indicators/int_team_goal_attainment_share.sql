with {{ share_steps('team_goal_attainment_share') }},

exposure as (
    select * from {{ ref('int_exposure_scoped') }}
),

final as (
    select
        {{ share_columns('shares') }},
        exposure.people_count as rater_count,
        exposure.people_count
    from shares
    left join exposure on {{ same_scope('shares', 'exposure') }}
)

{{ indicator_columns(
    'final',
    'team_goal_attainment_share',
    absent=['eligible_count', 'answered_share', 'instrument_version', 'estimate_note'],
) }}
