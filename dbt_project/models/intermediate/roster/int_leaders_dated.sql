{# People leaders and where they stood; their cohort is theirs for all time, so that a
    cohort has a baseline. #}
with roster as (
    select * from {{ ref('int_roster_dated') }}
    where is_people_leader
),

cohorts as (
    select * from {{ ref('int_cohorts_assigned') }}
)

select
    roster.employee_id as leader_id,
    roster.org_unit_id,
    roster.business_unit,
    roster.role_family,
    roster.job_level,
    roster.country,
    roster.hired_on,
    cohorts.cohort_id,
    cohorts.trained_on,
    roster.is_roster_backfilled,
    roster.valid_from,
    roster.valid_to
from roster
left join cohorts on roster.employee_id = cohorts.leader_id
