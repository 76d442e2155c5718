{{ config(materialized='view') }}
{# Who was in post under which leader, up to as_of. Time before the roster begins is
    not exposure, save the rest of its first month; a person first seen later counts
    from the hire date, or from the first of that month when there is none. #}
with reports as (
    select * from {{ ref('int_reports_dated') }}
),

roster_begins as (
    select cast(date_trunc('month', min(valid_from)) as date) as first_month
    from reports
    where not is_roster_backfilled
),

in_post as (
    select
        reports.employee_id,
        reports.leader_id,
        reports.org_unit_id,
        reports.business_unit,
        reports.cohort_id,
        case
            when reports.is_roster_backfilled
                then greatest(
                    reports.valid_from,
                    roster_begins.first_month,
                    coalesce(
                        reports.hired_on,
                        cast(date_trunc('month', reports.valid_to) as date)
                    )
                )
            else reports.valid_from
        end as valid_from,
        least(reports.valid_to, {{ date_moved(as_of(), 'day', 1) }}) as valid_to
    from reports
    cross join roster_begins
)

select
    employee_id,
    leader_id,
    org_unit_id,
    business_unit,
    cohort_id,
    valid_from,
    valid_to
from in_post
where valid_from < valid_to
