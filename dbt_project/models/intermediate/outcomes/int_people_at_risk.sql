{# People under each leader on the first of each month, and how many of them left of
    their own will within it. Who comes and goes within a month is never at risk; who
    leaves for another reason, or for another leader, no longer is. #}
with people as (
    select * from {{ ref('int_people_in_post') }}
    where leader_id is not null
),

roster as (
    select * from {{ ref('int_roster_dated') }}
),

months as (
    select
        period_start as month_start,
        period_end as month_end
    from {{ ref('int_periods_spanned') }}
    where period_grain = 'month' and is_complete
),

reported as (
    select * from {{ ref('int_people_events_spanned') }}
    where feed = 'separations'
),

exits as (
    select distinct
        employee_id,
        cast(date_trunc('month', separated_on) as date) as month_start
    from {{ ref('int_separations_attributed') }}
    where is_voluntary
),

at_risk as (
    select
        people.leader_id,
        months.month_start,
        coalesce(roster.role_family, 'unknown') as role_family,
        coalesce(roster.job_level, 'unknown') as job_level,
        {{ tenure_band('roster.hired_on', 'months.month_start') }} as tenure_band,
        case when exits.employee_id is null then 0 else 1 end as event_count
    from people
    inner join months
        on {{ holds_on('people', 'months.month_start') }}
    inner join reported
        on
            months.month_end >= reported.first_on
            and months.month_start <= reported.last_on
    left join roster
        on
            people.employee_id = roster.employee_id
            and {{ holds_on('roster', 'months.month_start') }}
    left join exits
        on
            people.employee_id = exits.employee_id
            and months.month_start = exits.month_start
)

select
    at_risk.leader_id,
    at_risk.month_start,
    at_risk.role_family,
    at_risk.job_level,
    at_risk.tenure_band,
    cast(count(*) as double) as trials,
    cast(sum(at_risk.event_count) as double) as events
from at_risk
group by
    at_risk.leader_id,
    at_risk.month_start,
    at_risk.role_family,
    at_risk.job_level,
    at_risk.tenure_band
