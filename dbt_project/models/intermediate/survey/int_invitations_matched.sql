{# Invitations against the forms that came in, one row per indicator that the survey
    feeds. Where a wave's answers carry no respondent, whether an invitation was answered
    cannot be told and is null. #}
with responses as (
    select * from {{ ref('int_survey_responses_attributed') }}
),

reports as (
    select * from {{ ref('int_reports_dated') }}
),

leaders as (
    select * from {{ ref('int_leaders_dated') }}
),

fed as (
    select distinct
        survey_id,
        indicator_id
    from responses
),

anonymous_waves as (
    select distinct
        survey_id,
        wave_id
    from responses
    where respondent_id is null
),

answered as (
    select distinct
        survey_id,
        wave_id,
        indicator_id,
        respondent_id,
        subject_id
    from responses
    where answered_count > 0
),

invitations as (
    select
        dated.*,
        fed.indicator_id,
        case when dated.subject_id is null then dated.respondent_id end
            as pulse_respondent_id
    from {{ ref('int_invitations_dated') }} as dated
    left join fed on dated.survey_id = fed.survey_id
)

select
    invitations.indicator_id,
    invitations.survey_id,
    invitations.wave_id,
    invitations.wave_month,
    invitations.respondent_id,
    invitations.subject_id,
    invitations.invited_on,
    coalesce(leaders.leader_id, reports.leader_id) as leader_id,
    coalesce(leaders.org_unit_id, reports.org_unit_id) as org_unit_id,
    coalesce(leaders.business_unit, reports.business_unit) as business_unit,
    coalesce(leaders.cohort_id, reports.cohort_id) as cohort_id,
    case
        when anonymous_waves.survey_id is null then answered.respondent_id is not null
    end as is_answered
from invitations
left join answered
    on
        invitations.survey_id = answered.survey_id
        and invitations.wave_id = answered.wave_id
        and invitations.indicator_id = answered.indicator_id
        and invitations.respondent_id = answered.respondent_id
        and invitations.subject_id is not distinct from answered.subject_id
left join anonymous_waves
    on
        invitations.survey_id = anonymous_waves.survey_id
        and invitations.wave_id = anonymous_waves.wave_id
left join reports
    on
        invitations.pulse_respondent_id = reports.employee_id
        and {{ holds_on('reports', 'invitations.invited_on') }}
left join leaders
    on
        invitations.subject_id = leaders.leader_id
        and {{ holds_on('leaders', 'invitations.invited_on') }}
