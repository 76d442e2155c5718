{# Spread of the leaders' rates, per person-month, over the trailing year:
    gamma-Poisson by one-way moments, where the error within a leader is the mean rate
    itself. #}
with leaders as (
    select
        indicator_id,
        month_start,
        person_months,
        event_count / person_months as rate,
        sum(event_count) over (partition by indicator_id, month_start)
        / sum(person_months) over (partition by indicator_id, month_start) as mean_rate
    from {{ ref('int_rate_leaders_trailing') }}
    where person_months > 0
),

moments as (
    select
        leaders.indicator_id,
        leaders.month_start,
        count(*) as leader_count,
        max(leaders.mean_rate) as mean_rate,
        {{ ms_between('leaders.rate', 'leaders.mean_rate', 'leaders.person_months') }}
            as ms_between,
        {{ typical_size('leaders.person_months') }} as typical_months
    from leaders
    group by leaders.indicator_id, leaders.month_start
),

spread as (
    select
        *,
        {{ between_variance('ms_between', 'mean_rate', 'typical_months') }}
            as between_variance
    from moments
)

select
    spread.indicator_id,
    spread.month_start,
    spread.leader_count,
    spread.mean_rate,
    spread.between_variance,
    {{ credible_variance(
        'spread.between_variance',
        'spread.mean_rate',
        'spread.typical_months',
        'spread.leader_count',
    ) }} as credible_variance
from spread
