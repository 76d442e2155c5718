{# How far raters of one leader agree, by the one-way analysis of variance of
    leaders, each wave about its own mean (METHOD 4). #}
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

squares as (
    select
        instrument_id,
        instrument_version,
        construct,
        count(distinct survey_id || '/' || wave_id) as wave_count,
        count(*) as leader_count,
        sum(response_count) as rating_count,
        sum(response_count * power(mean_score - wave_mean, 2)) as squares_between,
        sum(sum_squares_within) as squares_within
    from leaders
    group by instrument_id, instrument_version, construct
),

mean_squares as (
    select
        *,
        cast(rating_count as double) / leader_count as mean_raters,
        squares_between / nullif(leader_count - wave_count, 0) as ms_between,
        squares_within / nullif(rating_count - leader_count, 0) as ms_within
    from squares
)

select
    mean_squares.instrument_id,
    mean_squares.instrument_version,
    mean_squares.construct,
    mean_squares.wave_count,
    mean_squares.leader_count as leader_wave_count,
    mean_squares.rating_count,
    mean_squares.mean_raters,
    mean_squares.ms_between,
    mean_squares.ms_within,
    {{ icc_of_one(
        'mean_squares.ms_between', 'mean_squares.ms_within', 'mean_squares.mean_raters'
    ) }} as icc_of_one,
    {{ icc_of_mean('mean_squares.ms_between', 'mean_squares.ms_within') }}
        as icc_of_mean
from mean_squares
