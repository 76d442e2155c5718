{# Leaders as they are on as_of, or were when last in post. For people partners
    only. #}
with leaders as (
    select
        *,
        row_number() over (
            partition by leader_id order by valid_from desc nulls last
        ) as rank_from_last
    from {{ ref('int_leaders_dated') }}
    where valid_from <= {{ as_of() }}
),

cohorts as (
    select * from {{ ref('int_cohorts_assigned') }}
)

select
    leaders.leader_id,
    leaders.org_unit_id,
    leaders.business_unit,
    leaders.role_family,
    leaders.job_level,
    leaders.country,
    leaders.cohort_id,
    leaders.trained_on,
    cohorts.coached_on,
    leaders.valid_to > {{ as_of() }} as is_in_post
from leaders
left join cohorts on leaders.leader_id = cohorts.leader_id
where leaders.rank_from_last = 1
