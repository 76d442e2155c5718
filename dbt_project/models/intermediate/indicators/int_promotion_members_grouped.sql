{# Each promotion decision under every group that its employee belongs to: one of
    gender, one of ethnicity, one of both together. Who did not disclose one of the
    two is in no group of both. Who is of too few people of one attribute is in that
    group only, so that no other is counted with them. #}
with pool as (
    select
        *,
        {{ is_undisclosed('gender') }} or {{ is_undisclosed('ethnicity') }}
            as is_undisclosed
    from {{ ref('int_promotion_pool') }}
),

members as (
    select
        'gender' as construct,
        pool.gender as group_name,
        pool.*
    from pool
    where pool.is_few_of_gender or not pool.is_left_out
    union all
    select
        'ethnicity' as construct,
        pool.ethnicity as group_name,
        pool.*
    from pool
    where pool.is_few_of_ethnicity or not pool.is_left_out
    union all
    select
        '{{ intersection() }}' as construct,
        case
            when pool.is_undisclosed then 'unknown'
            else pool.gender || ' and ' || pool.ethnicity
        end as group_name,
        pool.*
    from pool
    where not pool.is_left_out
)

select
    members.construct,
    members.group_name,
    members.employee_id,
    members.decided_on,
    members.is_promoted,
    members.business_unit,
    members.org_unit_id,
    members.leader_id,
    members.cohort_id,
    members.is_left_out,
    coalesce(members.job_level_from, 'unknown') as job_level_from
from members
