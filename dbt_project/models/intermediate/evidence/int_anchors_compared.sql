{# Each observer's scores of the anchor units beside the experts', as they stand on
    each day of calibration: the last score of each unit, none older than a certification
    is valid. #}
with calibrations as (
    select * from {{ ref('int_calibrations_scored') }}
    where score is not null and expert_score is not null
),

days as (
    select
        calibrations.rater_id,
        calibrations.rated_on as assessed_on
    from calibrations
    group by calibrations.rater_id, calibrations.rated_on
),

ranked as (
    select
        days.rater_id,
        days.assessed_on,
        calibrations.unit_id,
        calibrations.metric,
        calibrations.seen_from,
        calibrations.score,
        calibrations.expert_score,
        row_number() over (
            partition by days.rater_id, days.assessed_on, calibrations.unit_id
            order by calibrations.rated_at desc
        ) as recency
    from days
    inner join calibrations
        on
            days.rater_id = calibrations.rater_id
            and days.assessed_on >= calibrations.rated_on
            and {{ days_between('calibrations.rated_on', 'days.assessed_on') }}
            < {{ threshold('certification_valid_days') }}
)

select
    ranked.rater_id,
    ranked.assessed_on,
    ranked.unit_id,
    ranked.metric,
    ranked.score,
    ranked.expert_score,
    (ranked.score >= ranked.seen_from) = (ranked.expert_score >= ranked.seen_from)
        as is_seen_alike,
    stddev_pop(ranked.expert_score) over (
        partition by ranked.rater_id, ranked.assessed_on, ranked.metric
    ) as expert_spread
from ranked
where ranked.recency = 1
