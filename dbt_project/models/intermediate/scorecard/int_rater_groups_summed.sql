{# How each rater group sees leaders, against the mean that is published of them;
    the gap of self ratings is the self-other gap. #}
with responses as (
    select * from {{ ref('int_survey_responses_scored') }}
    where construct = 'all' and score is not null
),

leaders as (
    select * from {{ ref('int_survey_leader_waves') }}
    where construct = 'all'
),

raters as (
    select
        responses.indicator_id,
        responses.rater_group,
        {{ period_start('responses.wave_month', "'quarter'") }} as period_start,
        count(distinct coalesce(responses.respondent_id, responses.response_id))
            as rater_count
    from responses
    group by
        responses.indicator_id,
        responses.rater_group,
        {{ period_start('responses.wave_month', "'quarter'") }}
),

groups as (
    select
        responses.indicator_id,
        responses.survey_id,
        responses.wave_id,
        responses.instrument_version,
        {{ period_start('responses.wave_month', "'quarter'") }} as period_start,
        responses.leader_id,
        responses.rater_group,
        count(*) as rating_count,
        avg(responses.score) as mean_score
    from responses
    group by
        responses.indicator_id,
        responses.survey_id,
        responses.wave_id,
        responses.instrument_version,
        {{ period_start('responses.wave_month', "'quarter'") }},
        responses.leader_id,
        responses.rater_group
)

select
    groups.indicator_id,
    groups.rater_group,
    groups.period_start,
    max(raters.rater_count) as rater_count,
    sum(groups.rating_count) as rating_count,
    count(distinct groups.leader_id) as leader_count,
    avg(groups.mean_score) as mean_score,
    avg(groups.mean_score - leaders.mean_score) as gap_to_published
from groups
inner join raters
    on
        groups.indicator_id = raters.indicator_id
        and groups.rater_group = raters.rater_group
        and groups.period_start = raters.period_start
left join leaders
    on
        groups.indicator_id = leaders.indicator_id
        and groups.survey_id = leaders.survey_id
        and groups.wave_id = leaders.wave_id
        and groups.instrument_version = leaders.instrument_version
        and groups.leader_id = leaders.leader_id
group by groups.indicator_id, groups.rater_group, groups.period_start
