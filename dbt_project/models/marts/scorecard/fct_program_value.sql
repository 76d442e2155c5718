{# Cost of the program for each reliably improved leader, of the leaders whose
    improvement is counted: what was spent on others, who may still improve, is left
    out. The band is that of the share of improved leaders: cost is known, improvement
    is estimated. Improvement goes with training and coaching together, and the cost
    holds both. #}
with costs as (
    select * from {{ ref('int_program_costs_attributed') }}
),

improved as (
    select * from {{ ref('int_behavior_change_judged') }}
    where
        indicator_id = 'leaders_improved_share'
        and period_grain = 'month'
        and is_headline
),

valued as (
    select
        costs.scope_type,
        costs.scope_id,
        costs.currency,
        costs.cost_total,
        costs.due_leader_count,
        improved.period_start,
        improved.estimate,
        improved.lower,
        improved.upper,
        improved.cell_state,
        improved.status,
        improved.status_reason,
        case when improved.estimate is not null then costs.counted_leader_count end
            as leader_count,
        case when improved.estimate is not null then costs.cost_counted end
            as cost_counted,
        case when improved.estimate is not null then costs.cost_shared end
            as cost_shared,
        case
            when improved.estimate is not null
                then costs.cost_counted / nullif(costs.counted_leader_count, 0)
        end as cost_per_leader
    from costs
    left join improved
        on
            costs.scope_type = improved.scope_type
            and costs.scope_id = improved.scope_id
)

select
    valued.scope_type,
    valued.scope_id,
    valued.currency,
    valued.period_start,
    {{ rounded('valued.cost_total') }} as cost_total,
    {{ rounded('valued.cost_counted') }} as cost_counted,
    {{ rounded('valued.cost_shared') }} as cost_shared,
    cast(valued.leader_count as bigint) as trained_leader_count,
    {{ rounded('valued.estimate') }} as improved_share,
    {{ rounded('valued.cost_per_leader') }} as cost_per_trained_leader,
    {{ rounded('valued.cost_per_leader / nullif(valued.estimate, 0)') }}
        as cost_per_improved_leader,
    {{ rounded('valued.cost_per_leader / nullif(valued.upper, 0)') }}
        as cost_per_improved_lower,
    {{ rounded('valued.cost_per_leader / nullif(valued.lower, 0)') }}
        as cost_per_improved_upper,
    case
        when valued.cost_per_leader is not null then 'value'
        when valued.due_leader_count = 0 then 'too_early'
        when valued.estimate is not null then 'insufficient_evidence'
        else coalesce(valued.status, 'missing')
    end as status,
    case
        when valued.due_leader_count = 0 then 'not_due'
        when valued.cost_per_leader is null and valued.estimate is not null
            then 'not_collected'
        else coalesce(valued.cell_state, 'not_collected')
    end as cell_state,
    case
        when valued.cost_per_leader is not null and valued.estimate = 0
            then 'nobody_improved'
        when valued.cost_per_leader is not null then null
        when valued.due_leader_count = 0 then 'no_cohort_old_enough'
        when valued.estimate is not null then 'no_cost_of_the_counted'
        else coalesce(valued.status_reason, 'not_reported')
    end as value_reason,
    cast(null as string) as release_id
from valued
