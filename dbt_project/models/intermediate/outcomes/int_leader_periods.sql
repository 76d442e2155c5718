{# What each leader's numbers are made of, by the shortest period they are reported
    for: sums, so that those of several leaders add up. A mean counts one for each
    leader. #}
with measured as (
    {%- for panel in ['people_health', 'behavior_change', 'risk_indicators'] %}
        select
            indicator_id,
            scope_id as leader_id,
            period_grain,
            period_start,
            estimate,
            numerator,
            denominator
        from {{ ref('int_' ~ panel ~ '_measured') }}
        where scope_type = 'leader' and construct = 'all' and estimate is not null
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

periods as (
    select * from {{ ref('int_periods_spanned') }}
    where is_complete
),

shortest as (
    select
        *,
        min({{ grain_rank('period_grain') }}) over (partition by indicator_id)
            as shortest_rank
    from measured
)

select
    shortest.indicator_id,
    shortest.leader_id,
    shortest.period_grain,
    shortest.period_start,
    shortest.numerator as event_count,
    shortest.estimate * coalesce(shortest.denominator, 1.0) as numerator,
    coalesce(shortest.denominator, 1.0) as denominator
from shortest
inner join periods
    on
        shortest.period_grain = periods.period_grain
        and shortest.period_start = periods.period_start
where {{ grain_rank('shortest.period_grain') }} = shortest.shortest_rank
