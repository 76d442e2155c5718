{#- How trained observers score anchor scenarios against the experts, by quarter. -#}
with calibrations as (
    select
        *,
        {{ period_start('rated_on', "'quarter'") }} as period_start
    from {{ ref('int_calibrations_scored') }}
    where score is not null and expert_score is not null
)

select
    'rater_agreement' as indicator_id,
    'observers' as rater_group,
    calibrations.period_start,
    count(*) as rating_count,
    count(distinct calibrations.rater_id) as observer_count,
    avg(case when calibrations.score = calibrations.expert_score then 1.0 else 0.0 end)
        as agreement_share,
    avg(case when calibrations.score > calibrations.expert_score then 1.0 else 0.0 end)
        as lenient_share,
    avg(case when calibrations.score < calibrations.expert_score then 1.0 else 0.0 end)
        as severe_share
from calibrations
group by calibrations.period_start
