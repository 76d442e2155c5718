{# Near-real-time readings by team unit, signal and month. #}
with signals as (
    select
        *,
        {{ period_start('observed_at', "'month'") }} as period_start
    from {{ ref('stg_operations__engagement_signals') }}
    where cast(observed_at as date) <= {{ as_of() }} and org_unit_id is not null
)

select
    signals.org_unit_id,
    signals.signal,
    signals.period_start,
    count(*) as reading_count,
    min(signals.n_people) as fewest_people,
    avg(signals.n_people) as mean_people,
    sum(signals.value * signals.n_people) / nullif(sum(signals.n_people), 0)
        as mean_value
from signals
group by signals.org_unit_id, signals.signal, signals.period_start
