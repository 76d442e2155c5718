{#- The chance that an assessed leader's true change is above zero: the change drawn
    toward the mean change of all (empirical Bayes), against its posterior error. -#}
with assessed as (
    select
        *,
        avg(score_change) over (partition by period_grain, period_start) as center
    from {{ ref('int_leaders_assessed') }}
    where reliable_change is not null
),

moments as (
    select
        assessed.period_grain,
        assessed.period_start,
        count(*) as leader_count,
        max(assessed.center) as mean_change,
        avg(assessed.change_variance) as ms_within,
        {{ ms_between('assessed.score_change', 'assessed.center', '1.0') }}
            as ms_between
    from assessed
    group by assessed.period_grain, assessed.period_start
),

spread as (
    select
        *,
        {{ between_variance('ms_between', 'ms_within', '1.0') }} as between_variance
    from moments
),

kept as (
    select
        assessed.leader_id,
        assessed.period_grain,
        assessed.period_start,
        assessed.score_change,
        assessed.change_variance,
        spread.mean_change,
        spread.between_variance / spread.leader_count
        + spread.ms_within / spread.leader_count as mean_error,
        coalesce(
            {{ shrinkage(
                'spread.between_variance',
                'assessed.change_variance',
                'spread.leader_count',
            ) }},
            1.0
        ) as kept
    from assessed
    inner join spread
        on
            assessed.period_grain = spread.period_grain
            and assessed.period_start = spread.period_start
),

posterior as (
    select
        kept.leader_id,
        kept.period_grain,
        kept.period_start,
        (kept.mean_change + kept.kept * (kept.score_change - kept.mean_change))
        / nullif(
            sqrt(
                kept.kept * kept.change_variance
                + coalesce((1 - kept.kept) * (1 - kept.kept) * kept.mean_error, 0.0)
            ),
            0
        ) as standard_change
    from kept
)

select
    posterior.leader_id,
    posterior.period_grain,
    posterior.period_start,
    {{ normal_cdf('posterior.standard_change') }} as change_probability
from posterior
