{#- Eligible employees of each decision round, with what they were on that day. The unit
    is the employee's own: a pool is a pool of employees, not of leaders. -#}
with decisions as (
    select * from {{ ref('stg_hr__promotion_decisions') }}
    where is_eligible and decided_on <= {{ as_of() }}
),

roster as (
    select * from {{ ref('int_roster_dated') }}
),

reports as (
    select * from {{ ref('int_reports_dated') }}
)

select
    decisions.employee_id,
    decisions.decided_on,
    decisions.is_promoted,
    roster.business_unit,
    roster.org_unit_id,
    reports.leader_id,
    reports.cohort_id,
    {{ lineage('decisions') }},
    coalesce(decisions.job_level_from, roster.job_level) as job_level_from,
    coalesce(roster.gender, 'unknown') as gender,
    coalesce(roster.ethnicity, 'unknown') as ethnicity
from decisions
left join roster
    on
        decisions.employee_id = roster.employee_id
        and {{ holds_on('roster', 'decisions.decided_on') }}
left join reports
    on
        decisions.employee_id = reports.employee_id
        and {{ holds_on('reports', 'decisions.decided_on') }}
