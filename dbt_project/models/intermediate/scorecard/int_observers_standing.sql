{# Who observed in a quarter by what each was fit for on their last day of it, and how
    many of their observations count. #}
with observations as (
    select
        *,
        {{ period_start('observed_on', "'quarter'") }} as period_start
    from {{ ref('int_observations_counted') }}
    where is_observable
),

observers as (
    select
        observations.period_start,
        observations.observer_id,
        max(observations.observed_on) as last_observed_on,
        count(*) as observation_count,
        sum(case when observations.is_observer_counted then 1 else 0 end)
            as counted_observation_count
    from observations
    group by observations.period_start, observations.observer_id
),

standing as (
    select distinct
        observers.period_start,
        observers.observer_id,
        observers.observation_count,
        observers.counted_observation_count,
        observations.observer_status
    from observers
    inner join observations
        on
            observers.observer_id = observations.observer_id
            and observers.last_observed_on = observations.observed_on
)

select
    standing.period_start,
    {%- for status in observer_statuses() %}
        sum(case when standing.observer_status = '{{ status }}' then 1 else 0 end)
            as {{ status }}_count,
    {%- endfor %}
    count(*) as observing_count,
    sum(standing.observation_count) as observation_count,
    sum(standing.counted_observation_count) as counted_observation_count
from standing
group by standing.period_start
