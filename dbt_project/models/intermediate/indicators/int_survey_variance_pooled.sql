{# How far raters of one leader differ: pooled over all leaders, by version and period.
    A leader's own standard deviation fails at three to five raters; the pooled one
    holds. The month is that of the wave, so the month grain is the variance of one
    wave. #}
with waves as (
    select * from {{ ref('int_survey_leader_waves') }}
),

dated as (
    select
        waves.*,
        grains.period_grain,
        {{ period_start('waves.wave_month') }} as period_start
    from waves
    cross join {{ grain_rows() }} as grains
)

select
    dated.indicator_id,
    dated.construct,
    dated.instrument_id,
    dated.instrument_version,
    dated.period_grain,
    dated.period_start,
    sum(dated.sum_squares_within)
    / nullif(sum(dated.response_count - 1), 0) as within_variance,
    sum(dated.response_count - 1) as degrees_of_freedom
from dated
group by
    dated.indicator_id,
    dated.construct,
    dated.instrument_id,
    dated.instrument_version,
    dated.period_grain,
    dated.period_start
