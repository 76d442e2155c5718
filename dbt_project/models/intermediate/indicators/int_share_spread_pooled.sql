{# Likeness of trials in one cluster, pooled over the scopes of a type: leaders within
    the company, within its units; observers within a leader (one-way moments). #}
with scopes as (
    select * from {{ ref('int_share_scopes_counted') }}
),

moments as (
    select
        scopes.indicator_id,
        scopes.construct,
        scopes.scope_type,
        scopes.period_grain,
        scopes.period_start,
        sum(scopes.cluster_count - 1) + 1 as group_count,
        sum(scopes.squares_between)
        / nullif(sum(scopes.cluster_count - 1), 0) as ms_between,
        sum(scopes.squares_within)
        / nullif(sum(scopes.trials - scopes.cluster_count), 0) as ms_within,
        sum(scopes.trials - scopes.trials_per_cluster)
        / nullif(sum(scopes.cluster_count - 1), 0) as typical_trials
    from scopes
    group by
        scopes.indicator_id,
        scopes.construct,
        scopes.scope_type,
        scopes.period_grain,
        scopes.period_start
),

spread as (
    select
        *,
        {{ between_variance('ms_between', 'ms_within', 'typical_trials') }}
            as between_variance
    from moments
)

select
    spread.indicator_id,
    spread.construct,
    spread.scope_type,
    spread.period_grain,
    spread.period_start,
    spread.ms_within,
    spread.between_variance,
    {{ credible_variance(
        'spread.between_variance',
        'spread.ms_within',
        'spread.typical_trials',
        'spread.group_count',
    ) }} as credible_variance,
    {{ reliability('spread.between_variance', 'spread.ms_within') }} as intraclass
from spread
