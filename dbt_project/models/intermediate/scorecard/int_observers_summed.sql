{# How trained observers score anchor scenarios against the experts and each other, and
    how many of those who observed were fit to, by quarter. #}
with scores as (
    select
        {{ period_start('rated_on', "'quarter'") }} as period_start,
        count(*) as rating_count,
        count(distinct rater_id) as calibrated_count,
        avg(case when score = expert_score then 1.0 else 0.0 end) as agreement_share,
        avg(case when score > expert_score then 1.0 else 0.0 end) as lenient_share,
        avg(case when score < expert_score then 1.0 else 0.0 end) as severe_share
    from {{ ref('int_calibrations_scored') }}
    where score is not null and expert_score is not null
    group by {{ period_start('rated_on', "'quarter'") }}
),

assessed as (
    select
        observer_id,
        {{ period_start('assessed_on', "'quarter'") }} as period_start,
        severity,
        row_number() over (
            partition by observer_id, {{ period_start('assessed_on', "'quarter'") }}
            order by assessed_on desc
        ) as recency
    from {{ ref('int_observers_assessed') }}
),

severities as (
    select
        period_start,
        avg(severity) as mean_severity,
        stddev_samp(severity) as severity_spread
    from assessed
    where recency = 1
    group by period_start
),

agreements as (
    select
        {%- for metric in ['nominal', 'ordinal'] %}
            {%- for column in ['estimate', 'lower', 'upper'] %}
                max(case when part = '{{ metric }}' then {{ column }} end)
                    as {{ metric }}_{{ column }},
            {%- endfor %}
        {%- endfor %}
        period_start
    from {{ ref('int_agreement_banded') }}
    where period_grain = 'quarter'
    group by period_start
),

standing as (
    select * from {{ ref('int_observers_standing') }}
),

quarters as (
    select period_start from scores
    union
    select period_start from standing
)

select
    'rater_agreement' as indicator_id,
    'observers' as rater_group,
    quarters.period_start,
    coalesce(scores.rating_count, 0) as rating_count,
    coalesce(scores.calibrated_count, 0) as calibrated_count,
    scores.agreement_share,
    scores.lenient_share,
    scores.severe_share,
    severities.mean_severity,
    severities.severity_spread,
    {%- for metric in ['nominal', 'ordinal'] %}
        agreements.{{ metric }}_estimate as {{ metric }}_alpha,
        agreements.{{ metric }}_lower,
        agreements.{{ metric }}_upper,
    {%- endfor %}
    {%- for status in observer_statuses() %}
        coalesce(standing.{{ status }}_count, 0) as {{ status }}_count,
    {%- endfor %}
    coalesce(standing.observing_count, 0) as observing_count,
    coalesce(standing.observation_count, 0) as observation_count,
    coalesce(standing.counted_observation_count, 0) as counted_observation_count
from quarters
left join scores on quarters.period_start = scores.period_start
left join severities on quarters.period_start = severities.period_start
left join agreements on quarters.period_start = agreements.period_start
left join standing on quarters.period_start = standing.period_start
