{# Incidents and escalations under the leader they are about; one that names no leader,
    under the leader of the unit it arose in. A leader who is named but not in post leads
    to no other leader, only to the unit. #}
with cases as (
    select
        *,
        cast(opened_at as date) as opened_on,
        case
            when cast(closed_at as date) <= {{ as_of() }} then cast(closed_at as date)
        end as closed_on
    from {{ ref('stg_hr__cases') }}
    where cast(opened_at as date) <= {{ as_of() }}
),

leaders as (
    select * from {{ ref('int_leaders_dated') }}
),

units as (
    select * from {{ ref('int_org_units_dated') }}
)

select
    cases.case_id,
    cases.category,
    cases.severity,
    cases.is_escalation,
    cases.is_substantiated,
    cases.respondent_leader_id as recorded_leader_id,
    cases.opened_on,
    cases.closed_on,
    {{ lineage('cases') }},
    {{ days_between('cases.opened_on', 'cases.closed_on') }} as days_to_close,
    case
        when cases.respondent_leader_id is null then units.leader_id
        else leaders.leader_id
    end as leader_id,
    case
        when leaders.leader_id is not null then leaders.org_unit_id
        else cases.org_unit_id
    end as org_unit_id,
    case
        when leaders.leader_id is not null then leaders.business_unit
        else units.business_unit
    end as business_unit,
    case
        when cases.respondent_leader_id is null then units.cohort_id
        else leaders.cohort_id
    end as cohort_id
from cases
left join leaders
    on
        cases.respondent_leader_id = leaders.leader_id
        and {{ holds_on('leaders', 'cases.opened_on') }}
left join units
    on
        cases.org_unit_id = units.org_unit_id
        and {{ holds_on('units', 'cases.opened_on') }}
