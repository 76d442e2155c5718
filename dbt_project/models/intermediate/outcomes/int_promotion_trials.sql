{# Promotion decisions about each leader's people, in the month of the decision. #}
with decisions as (
    select * from {{ ref('int_promotion_pool') }}
    where leader_id is not null and not is_left_out
),

roster as (
    select * from {{ ref('int_roster_dated') }}
),

described as (
    select
        decisions.leader_id,
        cast(date_trunc('month', decisions.decided_on) as date) as month_start,
        coalesce(roster.role_family, 'unknown') as role_family,
        coalesce(decisions.job_level_from, 'unknown') as job_level,
        {{ tenure_band('roster.hired_on', 'decisions.decided_on') }} as tenure_band,
        case when decisions.is_promoted then 1 else 0 end as event_count
    from decisions
    left join roster
        on
            decisions.employee_id = roster.employee_id
            and {{ holds_on('roster', 'decisions.decided_on') }}
)

select
    described.leader_id,
    described.month_start,
    described.role_family,
    described.job_level,
    described.tenure_band,
    cast(count(*) as double) as trials,
    cast(sum(described.event_count) as double) as events
from described
group by
    described.leader_id,
    described.month_start,
    described.role_family,
    described.job_level,
    described.tenure_band
