{# Which cohorts count for each scope, and from when: those of which a leader was
    trained while leading there. #}
with trained as (
    select * from {{ ref('int_leaders_dated') }} as leaders
    where
        {{ holds_on('leaders', 'leaders.trained_on') }}
        and leaders.cohort_id is not null
),

scoped as (
    select
        scopes.scope_type,
        {{ scope_id('trained') }} as scope_id,
        trained.cohort_id,
        trained.leader_id,
        trained.trained_on
    from trained
    cross join {{ scope_rows(['company', 'business_unit', 'org_unit', 'cohort']) }}
        as scopes
)

select
    scoped.scope_type,
    scoped.scope_id,
    scoped.cohort_id,
    min(scoped.trained_on) as first_trained_on,
    count(distinct scoped.leader_id) as leader_count
from scoped
where scoped.scope_id is not null
group by scoped.scope_type, scoped.scope_id, scoped.cohort_id
