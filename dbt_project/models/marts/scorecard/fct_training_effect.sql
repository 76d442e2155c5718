{# The effect of training on each cohort by each indicator: the change beyond that of
    leaders not yet trained, over all periods since. Without such leaders the row says
    so, and carries no number. #}
with outcomes as (
    select * from {{ ref('int_cohort_outcomes') }}
),

effects as (
    select * from {{ ref('stg_statistics__training_effects') }}
),

catalog as (
    select * from {{ ref('indicators') }}
)

select
    outcomes.cohort_id,
    outcomes.indicator_id,
    outcomes.first_trained_on,
    cast(outcomes.leader_count as bigint) as leader_count,
    cast(outcomes.later_cohort_count as bigint) as later_cohort_count,
    {%- for column in ['effect_estimate', 'effect_lower', 'effect_upper'] %}
        {{ rounded_to('effects.' ~ column, 'catalog.decimals') }} as {{ column }},
    {%- endfor %}
    {{ rounded('effects.largest_mean_difference') }} as largest_mean_difference,
    effects.has_parallel_trend,
    {{ rounded('effects.pre_trend_p_value') }} as pre_trend_p_value,
    effects.is_randomized,
    cast(effects.leader_count as bigint) as compared_leader_count,
    cast(effects.comparison_leader_count as bigint) as comparison_leader_count,
    cast(effects.periods_followed as bigint) as periods_followed,
    effects.is_with_coaching,
    coalesce(effects.status, 'insufficient_evidence') as status,
    coalesce(effects.status_reason, 'statistics_not_computed') as status_reason,
    {{ effect_wording('effects') }} as wording,
    cast(null as string) as release_id
from outcomes
inner join catalog on outcomes.indicator_id = catalog.indicator_id
left join effects
    on
        outcomes.cohort_id = effects.cohort_id
        and outcomes.indicator_id = effects.indicator_id
