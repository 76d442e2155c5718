{# Goals of a team under its leader; where none is named, under the unit's leader. #}
with goals as (
    select * from {{ ref('stg_operations__team_goals') }}
    where period_start <= {{ as_of() }}
),

leaders as (
    select * from {{ ref('int_leaders_dated') }}
),

units as (
    select * from {{ ref('int_org_units_dated') }}
)

select
    goals.org_unit_id as recorded_org_unit_id,
    goals.leader_id as recorded_leader_id,
    goals.period_start,
    goals.goals_set,
    goals.goals_met,
    {{ lineage('goals') }},
    case when goals.leader_id is null then units.leader_id else leaders.leader_id end
        as leader_id,
    case
        when leaders.leader_id is not null then leaders.org_unit_id
        else goals.org_unit_id
    end as org_unit_id,
    case
        when leaders.leader_id is not null then leaders.business_unit
        else units.business_unit
    end as business_unit,
    case when goals.leader_id is null then units.cohort_id else leaders.cohort_id end
        as cohort_id
from goals
left join leaders
    on
        goals.leader_id = leaders.leader_id
        and {{ holds_on('leaders', 'goals.period_start') }}
left join units
    on
        goals.org_unit_id = units.org_unit_id
        and {{ holds_on('units', 'goals.period_start') }}
