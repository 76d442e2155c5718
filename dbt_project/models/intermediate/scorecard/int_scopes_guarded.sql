{# Groups whose numbers would be a leader's own: led by too few in some period, or
    needed to hide such a group, whose number the parent and its other parts would give.
    For all periods alike, since a change would give away the period it is taken from; the
    company, which is there before its first leaders, is taken at its largest. #}
with counted as (
    select
        scope_type,
        scope_id,
        case
            when scope_type = 'company' then max(leader_count)
            else min(leader_count)
        end as leader_count
    from {{ ref('int_scopes_in_post') }}
    where scope_type <> 'leader'
    group by scope_type, scope_id
),

parents as (
    select
        org_unit_id as scope_id,
        'org_unit' as scope_type,
        business_unit as parent_id,
        'business_unit' as parent_type
    from {{ ref('int_leaders_dated') }}
    where org_unit_id is not null and business_unit is not null
    group by org_unit_id, business_unit
    union all
    select
        scope_id,
        scope_type,
        'company' as parent_id,
        'company' as parent_type
    from counted
    where scope_type in ('business_unit', 'cohort')
),

placed as (
    select
        counted.scope_type,
        counted.scope_id,
        counted.leader_count,
        parents.parent_type,
        parents.parent_id,
        counted.leader_count < {{ threshold('anonymity_min_leaders') }} as is_led_by_few
    from counted
    left join parents
        on
            counted.scope_type = parents.scope_type
            and counted.scope_id = parents.scope_id
),

ranked as (
    select
        *,
        sum(case when is_led_by_few then leader_count else 0 end) over (
            partition by parent_type, parent_id, scope_type
        ) as hidden_leader_count,
        row_number() over (
            partition by parent_type, parent_id, scope_type, is_led_by_few
            order by leader_count asc, scope_id asc
        ) as rank_from_smallest
    from placed
),

guarded as (
    select
        scope_type,
        scope_id,
        leader_count,
        parent_type,
        parent_id,
        case
            when is_led_by_few then 'too_few_leaders'
            when
                parent_id is not null
                and rank_from_smallest = 1
                and hidden_leader_count > 0
                and hidden_leader_count < {{ threshold('anonymity_min_leaders') }}
                then 'hides_a_sibling'
        end as guard_reason
    from ranked
)

select
    guarded.scope_type,
    guarded.scope_id,
    min(guarded.leader_count) as leader_count,
    coalesce(
        max(guarded.guard_reason),
        max(
            case
                when parents.guard_reason is not null then 'part_of_a_guarded_group'
            end
        )
    ) as guard_reason
from guarded
left join guarded as parents
    on
        guarded.parent_type = parents.scope_type
        and guarded.parent_id = parents.scope_id
group by guarded.scope_type, guarded.scope_id
