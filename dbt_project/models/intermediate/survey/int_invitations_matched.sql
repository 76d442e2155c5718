{#- Invitations to rate others against the forms that came in, one row per indicator
    that the survey feeds. Where a wave's answers carry no respondent, whether an
    invitation was answered cannot be told and is null. -#}
with invitations as (
    select distinct
        survey_id,
        wave_id,
        respondent_id,
        subject_id,
        cast(invited_at as date) as invited_on
    from {{ ref('stg_survey__invitations') }}
    where
        coalesce(relation, 'other') <> 'self'
        and respondent_id is distinct from subject_id
        and coalesce(cast(invited_at as date) <= {{ as_of() }}, true)
),

responses as (
    select * from {{ ref('int_survey_responses_attributed') }}
),

waves as (
    select * from {{ ref('int_waves_dated') }}
),

reports as (
    select * from {{ ref('int_reports_dated') }}
),

leaders as (
    select * from {{ ref('int_leaders_dated') }}
),

fed as (
    select distinct
        responses.survey_id,
        responses.indicator_id
    from responses
),

anonymous_waves as (
    select distinct
        responses.survey_id,
        responses.wave_id
    from responses
    where responses.respondent_id is null
),

answered as (
    select distinct
        responses.survey_id,
        responses.wave_id,
        responses.indicator_id,
        responses.respondent_id,
        responses.subject_id
    from responses
    where responses.answered_count > 0
),

dated as (
    select
        invitations.survey_id,
        invitations.wave_id,
        invitations.respondent_id,
        invitations.subject_id,
        waves.wave_month,
        fed.indicator_id,
        case
            when invitations.subject_id is null then invitations.respondent_id
        end as pulse_respondent_id,
        min(coalesce(invitations.invited_on, waves.median_on)) as invited_on
    from invitations
    left join waves
        on
            invitations.survey_id = waves.survey_id
            and invitations.wave_id = waves.wave_id
    left join fed on invitations.survey_id = fed.survey_id
    group by
        invitations.survey_id,
        invitations.wave_id,
        invitations.respondent_id,
        invitations.subject_id,
        waves.wave_month,
        fed.indicator_id
)

select
    dated.indicator_id,
    dated.survey_id,
    dated.wave_id,
    dated.wave_month,
    dated.respondent_id,
    dated.subject_id,
    dated.invited_on,
    coalesce(leaders.leader_id, reports.leader_id) as leader_id,
    coalesce(leaders.org_unit_id, reports.org_unit_id) as org_unit_id,
    coalesce(leaders.business_unit, reports.business_unit) as business_unit,
    coalesce(leaders.cohort_id, reports.cohort_id) as cohort_id,
    case
        when anonymous_waves.survey_id is null then answered.respondent_id is not null
    end as is_answered
from dated
left join answered
    on
        dated.survey_id = answered.survey_id
        and dated.wave_id = answered.wave_id
        and dated.indicator_id = answered.indicator_id
        and dated.respondent_id = answered.respondent_id
        and dated.subject_id is not distinct from answered.subject_id
left join anonymous_waves
    on
        dated.survey_id = anonymous_waves.survey_id
        and dated.wave_id = anonymous_waves.wave_id
left join reports
    on
        dated.pulse_respondent_id = reports.employee_id
        and {{ holds_on('reports', 'dated.invited_on') }}
left join leaders
    on
        dated.subject_id = leaders.leader_id
        and {{ holds_on('leaders', 'dated.invited_on') }}
