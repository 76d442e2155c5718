{#- The effect of training on each outcome of each cohort, against leaders not yet
    trained. No effect is estimated yet: the row says why, and carries no number. -#}
with outcomes as (
    select * from {{ ref('int_cohort_outcomes') }}
)

select
    outcomes.cohort_id,
    outcomes.indicator_id,
    outcomes.first_trained_on,
    cast(outcomes.leader_count as bigint) as leader_count,
    cast(outcomes.later_cohort_count as bigint) as later_cohort_count,
    cast(null as double) as effect_estimate,
    cast(null as double) as effect_lower,
    cast(null as double) as effect_upper,
    cast(null as double) as largest_mean_difference,
    cast(null as boolean) as has_parallel_trend,
    'insufficient_evidence' as status,
    cast(null as string) as release_id,
    case
        when outcomes.later_cohort_count = 0 then 'no_leaders_not_yet_trained'
        else 'effect_not_estimated'
    end as status_reason
from outcomes
