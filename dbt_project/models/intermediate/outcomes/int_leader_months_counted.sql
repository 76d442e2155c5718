{# Incidents, escalations and goals of each leader's team by month, with what the
    leader was on its first day: these happen to a team, not to a person of it. The
    trials are the person-months, or the goals set. #}
with exposure as (
    select
        leader_id,
        month_start,
        sum(person_months) as person_months
    from {{ ref('int_exposure_months') }}
    where leader_id is not null
    group by leader_id, month_start
),

cases as (
    select
        indicator_id,
        leader_id,
        cast(date_trunc('month', occurred_on) as date) as month_start,
        count(*) as event_count
    from {{ ref('int_rate_events_dated') }}
    where indicator_id in ('hr_incident_rate_per_100', 'escalation_rate_per_100')
    group by indicator_id, leader_id, month_start
),

reported as (
    select * from {{ ref('int_people_events_spanned') }}
    where feed = 'hr_cases'
),

months as (
    select
        exposure.leader_id,
        exposure.month_start,
        exposure.person_months as trials,
        outcomes.outcome_id
    from exposure
    inner join reported
        on
            exposure.month_start between date_trunc('month', reported.first_on)
            and reported.last_on
            and {{ date_moved('exposure.month_start', 'month', 1) }}
            <= {{ date_moved(as_of(), 'day', 1) }}
    cross join {{ literal_rows(
        'outcome_id', ['hr_incident_rate_per_100', 'escalation_rate_per_100']
    ) }} as outcomes
),

counted as (
    select
        months.outcome_id,
        months.leader_id,
        months.month_start,
        months.trials,
        cast(coalesce(cases.event_count, 0) as double) as events
    from months
    left join cases
        on
            months.outcome_id = cases.indicator_id
            and months.leader_id = cases.leader_id
            and months.month_start = cases.month_start
    union all
    select
        'team_goal_attainment_share' as outcome_id,
        leader_id,
        cast(date_trunc('month', period_start) as date) as month_start,
        sum(goals_set) as trials,
        sum(goals_met) as events
    from {{ ref('int_team_goals_attributed') }}
    where leader_id is not null
    group by leader_id, date_trunc('month', period_start)
)

select
    counted.outcome_id,
    counted.leader_id,
    counted.month_start,
    coalesce(leaders.role_family, 'unknown') as role_family,
    coalesce(leaders.job_level, 'unknown') as job_level,
    {{ tenure_band('leaders.hired_on', 'counted.month_start') }} as tenure_band,
    counted.trials,
    counted.events
from counted
left join {{ ref('int_leaders_dated') }} as leaders
    on
        counted.leader_id = leaders.leader_id
        and {{ holds_on('leaders', 'counted.month_start') }}
where counted.trials > 0
