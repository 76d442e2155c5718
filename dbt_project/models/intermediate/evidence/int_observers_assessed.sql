{#- How each observer, on each day of calibration, scores the anchor units against the
    experts: the last score of each unit, none older than a certification is valid. -#}
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
        calibrations.*,
        days.assessed_on,
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
),

latest as (
    select
        *,
        stddev_pop(expert_score) over (
            partition by rater_id, assessed_on, metric
        ) as expert_spread
    from ranked
    where recency = 1
),

pairs as (
    select
        latest.rater_id,
        latest.assessed_on,
        latest.metric,
        latest.unit_id,
        latest.score as category
    from latest
    union all
    select
        latest.rater_id,
        latest.assessed_on,
        latest.metric,
        latest.unit_id,
        latest.expert_score as category
    from latest
),

unit_counts as (
    select
        pairs.rater_id,
        pairs.assessed_on,
        pairs.metric,
        pairs.unit_id,
        pairs.category,
        cast(count(*) as double) as ratings,
        2.0 as unit_ratings,
        1 as weight
    from pairs
    group by
        pairs.rater_id,
        pairs.assessed_on,
        pairs.metric,
        pairs.unit_id,
        pairs.category
),

{{ alpha_steps(['rater_id', 'assessed_on']) }},

agreements as (
    select
        alphas.rater_id,
        alphas.assessed_on,
        {{ combined_alpha('alphas.alpha', 'alphas.ratings') }} as alpha
    from alphas
    group by alphas.rater_id, alphas.assessed_on
),

summed as (
    select
        latest.rater_id,
        latest.assessed_on,
        count(*) as unit_count,
        avg(case when latest.score = latest.expert_score then 1.0 else 0.0 end)
            as agreement_share,
        avg(
            case
                when
                    (latest.score >= latest.seen_from)
                    = (latest.expert_score >= latest.seen_from)
                    then 1.0
                else 0.0
            end
        ) as seen_agreement_share,
        avg((latest.expert_score - latest.score) / nullif(latest.expert_spread, 0))
            as severity
    from latest
    group by latest.rater_id, latest.assessed_on
)

select
    summed.rater_id as observer_id,
    summed.assessed_on,
    summed.unit_count,
    summed.agreement_share,
    summed.seen_agreement_share,
    agreements.alpha,
    summed.severity
from summed
left join agreements
    on
        summed.rater_id = agreements.rater_id
        and summed.assessed_on = agreements.assessed_on
