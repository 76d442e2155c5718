{# What one rating tells about a leader in a period, by the one-way analysis of
    variance of leaders, each wave about its own mean. By period, so that a later wave does not
    restate an earlier period. #}
with leaders as (
    select
        *,
        sum(response_count * mean_score) over wave / sum(response_count) over wave
            as wave_mean
    from {{ ref('int_survey_leader_waves') }}
    window wave as (
        partition by instrument_id, instrument_version, construct, survey_id, wave_id
    )
),

dated as (
    select
        leaders.*,
        grains.period_grain,
        {{ period_start('leaders.wave_month') }} as period_start
    from leaders
    cross join {{ grain_rows() }} as grains
),

mean_squares as (
    select
        dated.indicator_id,
        dated.construct,
        dated.period_grain,
        dated.period_start,
        sum(dated.response_count) / cast(count(*) as double) as mean_raters,
        sum(dated.response_count * power(dated.mean_score - dated.wave_mean, 2))
        / nullif(count(*) - count(distinct dated.survey_id || '/' || dated.wave_id), 0)
            as ms_between,
        sum(dated.sum_squares_within) / nullif(sum(dated.response_count) - count(*), 0)
            as ms_within
    from dated
    group by
        dated.indicator_id,
        dated.construct,
        dated.period_grain,
        dated.period_start
)

select
    mean_squares.indicator_id,
    mean_squares.construct,
    mean_squares.period_grain,
    mean_squares.period_start,
    {{ icc_of_one(
        'mean_squares.ms_between', 'mean_squares.ms_within', 'mean_squares.mean_raters'
    ) }} as icc_of_one
from mean_squares
