{# Exits under the leader of the last day in post. #}
with separations as (
    select * from {{ ref('stg_hr__separations') }}
    where separated_on <= {{ as_of() }}
),

reports as (
    select * from {{ ref('int_reports_dated') }}
)

select
    separations.employee_id,
    separations.separated_on,
    separations.is_voluntary,
    separations.is_regretted,
    reports.leader_id,
    reports.org_unit_id,
    reports.business_unit,
    reports.cohort_id,
    {{ lineage('separations') }}
from separations
left join reports
    on
        separations.employee_id = reports.employee_id
        and {{ holds_on('reports', 'separations.separated_on') }}
