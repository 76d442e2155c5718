{{ config(materialized='view') }}
{# What the rates count, one row per event and indicator. #}
with separations as (
    select * from {{ ref('int_separations_attributed') }}
    where is_voluntary
),

cases as (
    select * from {{ ref('int_cases_attributed') }}
)

select
    'voluntary_attrition_rate' as indicator_id,
    separations.separated_on as occurred_on,
    separations.leader_id,
    separations.org_unit_id,
    separations.business_unit,
    separations.cohort_id,
    {{ lineage('separations') }}
from separations
union all
select
    case
        when cases.is_escalation then 'escalation_rate_per_100'
        else 'hr_incident_rate_per_100'
    end as indicator_id,
    cases.opened_on as occurred_on,
    cases.leader_id,
    cases.org_unit_id,
    cases.business_unit,
    cases.cohort_id,
    {{ lineage('cases') }}
from cases
