{# What ought to be read of each pilot: every indicator of a cohort that is more
    than an activity, on each of its days, whether or not there is evidence. #}
with cohorts as (
    select * from {{ ref('int_pilot_cohorts') }}
),

windows as (
    select * from {{ ref('int_pilot_windows') }}
    where pilot_day > 0
),

catalog as (
    select
        indicator_id,
        claim_role,
        direction_sign,
        target_kind
    from {{ ref('int_catalog_listed') }}
    where scope_type = 'cohort' and construct = 'all' and claim_role <> 'activity'
    group by indicator_id, claim_role, direction_sign, target_kind
)

select
    cohorts.cohort_id,
    catalog.indicator_id,
    windows.pilot_day,
    cohorts.starts_on,
    cohorts.ends_on,
    windows.until_on as read_on,
    windows.is_over as is_day_reached,
    coalesce(cohorts.ends_on <= {{ as_of() }}, false) as is_over,
    cohorts.leader_count,
    catalog.claim_role,
    catalog.direction_sign,
    catalog.target_kind
from cohorts
inner join windows on cohorts.cohort_id = windows.cohort_id
cross join catalog
