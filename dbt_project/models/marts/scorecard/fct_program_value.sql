{#- Cost of the program for each reliably improved leader. The band is that of the
    share of improved leaders: cost is known, improvement is estimated. Improvement
    goes with training and coaching together, and the cost holds both. -#}
with costs as (
    select * from {{ ref('int_program_costs_summed') }}
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
        improved.period_start,
        improved.eligible_count,
        improved.estimate,
        improved.lower,
        improved.upper,
        improved.cell_state,
        improved.status_reason,
        costs.cost_total / nullif(improved.eligible_count, 0) as cost_per_leader
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
    cast(valued.eligible_count as bigint) as trained_leader_count,
    {{ rounded('valued.estimate') }} as improved_share,
    {{ rounded('valued.cost_per_leader') }} as cost_per_trained_leader,
    {{ rounded('valued.cost_per_leader / nullif(valued.estimate, 0)') }}
        as cost_per_improved_leader,
    {{ rounded('valued.cost_per_leader / nullif(valued.upper, 0)') }}
        as cost_per_improved_lower,
    {{ rounded('valued.cost_per_leader / nullif(valued.lower, 0)') }}
        as cost_per_improved_upper,
    coalesce(valued.cell_state, 'not_collected') as cell_state,
    case
        when valued.estimate is null then coalesce(valued.status_reason, 'not_reported')
    end as value_reason,
    cast(null as string) as release_id
from valued
