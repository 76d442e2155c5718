{#- The scores that may enter a leader's mean: by others who know the leader, the last
    one of each rater in a wave, from rater groups that have their minimum. A group
    below it is left out, never pooled into another. -#}
with responses as (
    select
        *,
        coalesce(respondent_id, response_id) as rater_id
    from {{ ref('int_survey_responses_scored') }}
    where
        rater_group <> 'self'
        and is_acquainted
        and score is not null
        and leader_id is not null
),

ranked as (
    select
        responses.*,
        row_number() over (
            partition by
                responses.survey_id,
                responses.wave_id,
                responses.instrument_id,
                responses.leader_id,
                responses.rater_id,
                responses.construct
            order by responses.submitted_at desc, responses.response_id desc
        ) as recency
    from responses
),

counted as (
    select
        ranked.*,
        count(*) over (
            partition by
                ranked.survey_id,
                ranked.wave_id,
                ranked.instrument_id,
                ranked.leader_id,
                ranked.construct,
                ranked.rater_group
        ) as group_rater_count
    from ranked
    where ranked.recency = 1
)

select
    counted.survey_id,
    counted.wave_id,
    counted.wave_month,
    counted.response_id,
    counted.respondent_id,
    counted.rater_id,
    counted.subject_id,
    counted.relation,
    counted.rater_group,
    counted.indicator_id,
    counted.instrument_id,
    counted.instrument_version,
    counted.construct,
    counted.score,
    counted.percent_of_maximum,
    counted.answered_count,
    counted.applicable_count,
    counted.group_rater_count,
    counted.submitted_at,
    counted.submitted_on,
    counted.is_acquainted,
    counted.is_acquaintance_known,
    counted.is_roster_backfilled,
    counted.leader_id,
    counted.org_unit_id,
    counted.business_unit,
    counted.cohort_id
from counted
where
    counted.group_rater_count >= case
        when counted.rater_group = 'manager'
            then {{ threshold('manager_group_min_raters') }}
        else {{ threshold('rater_group_min_raters') }}
    end
