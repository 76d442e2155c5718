{# What each trained cohort is to be judged by: every indicator that is more than
    activity, with the cohorts that were not yet trained when it was. #}
with trained as (
    select * from {{ ref('int_scopes_trained') }}
    where scope_type = 'cohort'
),

catalog as (
    select distinct
        indicator_id,
        claim_role
    from {{ ref('int_catalog_listed') }}
    where scope_type = 'cohort' and claim_role <> 'activity'
),

ordered as (
    select
        trained.scope_id as cohort_id,
        trained.first_trained_on,
        trained.leader_count,
        rank() over (order by trained.first_trained_on desc nulls last) - 1
            as later_cohort_count
    from trained
)

select
    ordered.cohort_id,
    catalog.indicator_id,
    catalog.claim_role,
    ordered.first_trained_on,
    ordered.leader_count,
    ordered.later_cohort_count
from ordered
cross join catalog
