{{ config(materialized='view') }}
{# Behind coaching reach: the assignment that says when each leader in post was
    trained, and the sessions of those leaders in the period. #}
with leaders as (
    select
        *,
        {{ period_after('period_start', 'period_grain') }} as next_start
    from {{ ref('int_leaders_trained') }}
),

assignments as (
    select * from {{ ref('int_cohorts_assigned') }}
),

sessions as (
    select * from {{ ref('int_coaching_attributed') }}
    where leader_id is not null
)

select
    {{ traced_columns(
        'leaders',
        'assignments',
        "'coaching_reach_share'",
        'leaders.period_start',
        period_grain='leaders.period_grain',
        lines='assignments',
    ) }}
from leaders
inner join assignments on leaders.leader_id = assignments.leader_id
union all
select
    {{ traced_columns(
        'leaders',
        'sessions',
        "'coaching_reach_share'",
        'leaders.period_start',
        period_grain='leaders.period_grain',
        lines='sessions',
    ) }}
from leaders
inner join sessions
    on
        leaders.leader_id = sessions.leader_id
        and leaders.period_start <= sessions.held_on
        and leaders.next_start > sessions.held_on
