{# The scores that may enter a leader's mean: by others who know the leader, the last
    form of each rater in a wave, from rater groups that have their minimum. A group
    below it is left out, never pooled into another. #}
with responses as (
    select
        *,
        coalesce(respondent_id, response_id) as rater_id
    from {{ ref('int_survey_responses_scored') }}
    where
        rater_group <> 'self'
        and is_acquainted
        and is_last_form
        and score is not null
        and leader_id is not null
),

rater_groups as (
    select
        survey_id,
        wave_id,
        instrument_id,
        leader_id,
        construct,
        rater_group,
        count(distinct rater_id) as group_rater_count
    from responses
    group by
        survey_id,
        wave_id,
        instrument_id,
        leader_id,
        construct,
        rater_group
),

groups_at_minimum as (
    select * from rater_groups
    where
        group_rater_count >= case
            when rater_group = 'manager'
                then {{ threshold('manager_group_min_raters') }}
            else {{ threshold('rater_group_min_raters') }}
        end
)

select
    responses.survey_id,
    responses.wave_id,
    responses.wave_month,
    responses.response_id,
    responses.respondent_id,
    responses.rater_id,
    responses.subject_id,
    responses.relation,
    responses.rater_group,
    responses.indicator_id,
    responses.instrument_id,
    responses.instrument_version,
    responses.construct,
    responses.score,
    responses.percent_of_maximum,
    responses.answered_count,
    responses.applicable_count,
    groups_at_minimum.group_rater_count,
    responses.submitted_at,
    responses.submitted_on,
    responses.is_acquainted,
    responses.is_acquaintance_known,
    responses.is_roster_backfilled,
    responses.leader_id,
    responses.org_unit_id,
    responses.business_unit,
    responses.cohort_id
from responses
inner join groups_at_minimum
    on
        responses.survey_id = groups_at_minimum.survey_id
        and responses.wave_id = groups_at_minimum.wave_id
        and responses.instrument_id = groups_at_minimum.instrument_id
        and responses.leader_id = groups_at_minimum.leader_id
        and responses.construct = groups_at_minimum.construct
        and responses.rater_group = groups_at_minimum.rater_group
