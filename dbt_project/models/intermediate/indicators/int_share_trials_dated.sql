{{ config(materialized='view') }}
{# What the shares count: chances for something to happen, and those in which it did.
    observer_id: whose chances belong together under one leader. is_counted: whether it
    is known if it happened, from an observer who is fit to tell. #}
with observations as (
    select * from {{ ref('int_observations_counted') }}
    where is_observable
),

meetings as (
    select * from {{ ref('int_one_on_ones_attributed') }}
),

goals as (
    select * from {{ ref('int_team_goals_attributed') }}
    where goals_set > 0
)

select
    'observed_behavior_share' as indicator_id,
    observations.construct,
    observations.observed_on as occurred_on,
    observations.observer_id,
    observations.is_observer_counted as is_counted,
    case when observations.is_seen then 1.0 else 0.0 end as successes,
    1.0 as trials,
    observations.leader_id,
    observations.org_unit_id,
    observations.business_unit,
    observations.cohort_id,
    {{ lineage('observations') }}
from observations
union all
select
    'one_on_one_kept_share' as indicator_id,
    'all' as construct,
    meetings.held_on as occurred_on,
    meetings.employee_id as observer_id,
    meetings.is_held is not null as is_counted,
    case when meetings.is_held then 1.0 else 0.0 end as successes,
    1.0 as trials,
    meetings.leader_id,
    meetings.org_unit_id,
    meetings.business_unit,
    meetings.cohort_id,
    {{ lineage('meetings') }}
from meetings
union all
select
    'team_goal_attainment_share' as indicator_id,
    'all' as construct,
    goals.period_start as occurred_on,
    goals.leader_id as observer_id,
    goals.goals_met is not null as is_counted,
    least(coalesce(goals.goals_met, 0), goals.goals_set) as successes,
    goals.goals_set as trials,
    goals.leader_id,
    goals.org_unit_id,
    goals.business_unit,
    goals.cohort_id,
    {{ lineage('goals') }}
from goals
