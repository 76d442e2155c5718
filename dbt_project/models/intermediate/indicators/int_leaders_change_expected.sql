{{ config(materialized='view') }}
{# The chance that an assessed leader's true change is above zero: the change drawn
    toward the mean change of all (empirical Bayes), against its posterior error. As
    observed (replicate 0) and in each replicate of a Poisson bootstrap over leaders, in
    which the mean and the spread of changes are estimated anew. #}
with assessed as (
    select * from {{ ref('int_leaders_assessed') }}
    where reliable_change is not null
),

weights as (
    select * from {{ ref('int_leaders_drawn') }}
),

weighted as (
    select
        assessed.leader_id,
        assessed.period_grain,
        assessed.period_start,
        assessed.score_change,
        assessed.change_variance,
        weights.replicate,
        weights.weight,
        sum(weights.weight * assessed.score_change) over replicate
        / nullif(sum(weights.weight) over replicate, 0) as mean_change
    from assessed
    inner join weights on assessed.leader_id = weights.leader_id
    window replicate as (
        partition by assessed.period_grain, assessed.period_start, weights.replicate
    )
),

moments as (
    select
        weighted.period_grain,
        weighted.period_start,
        weighted.replicate,
        sum(weighted.weight) as leader_count,
        sum(weighted.weight * weighted.change_variance)
        / nullif(sum(weighted.weight), 0) as ms_within,
        sum(
            weighted.weight
            * (weighted.score_change - weighted.mean_change)
            * (weighted.score_change - weighted.mean_change)
        )
        / nullif(sum(weighted.weight) - 1, 0) as ms_between
    from weighted
    group by weighted.period_grain, weighted.period_start, weighted.replicate
),

spread as (
    select
        *,
        {{ between_variance('ms_between', 'ms_within', '1.0') }} as between_variance
    from moments
),

kept as (
    select
        weighted.*,
        (spread.between_variance + spread.ms_within) / spread.leader_count
            as mean_error,
        coalesce(
            {{ shrinkage(
                'spread.between_variance',
                'weighted.change_variance',
                'spread.leader_count',
            ) }},
            1.0
        ) as kept
    from weighted
    inner join spread
        on
            weighted.period_grain = spread.period_grain
            and weighted.period_start = spread.period_start
            and weighted.replicate = spread.replicate
    where weighted.weight > 0
),

posterior as (
    select
        *,
        {{ posterior_change(
            'score_change', 'change_variance', 'kept', 'mean_change', 'mean_error'
        ) }} as standard_change
    from kept
)

select
    posterior.leader_id,
    posterior.period_grain,
    posterior.period_start,
    posterior.replicate,
    posterior.weight,
    {{ normal_cdf('posterior.standard_change') }} as change_probability
from posterior
