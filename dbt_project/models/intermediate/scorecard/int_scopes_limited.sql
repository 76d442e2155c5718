{# From when on a scope's gain may be mere regression to the mean: one of its
    cohorts was picked for a low score on its only baseline, or nothing tells that
    it was not. #}
with cohorts as (
    select * from {{ ref('int_scope_cohorts') }}
),

guarded as (
    select * from {{ ref('int_cohorts_guarded') }}
)

select
    cohorts.scope_type,
    cohorts.scope_id,
    min(cohorts.first_trained_on) as limited_from
from cohorts
inner join guarded on cohorts.cohort_id = guarded.cohort_id
where guarded.guard_reason in ('selected_low_on_only_baseline', 'no_baseline')
group by cohorts.scope_type, cohorts.scope_id
