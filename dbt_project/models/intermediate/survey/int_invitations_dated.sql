{# Invitations to rate others, each with its day and its wave's month; invitations of
    one person to rate another in one wave are one. #}
with invitations as (
    select
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

waves as (
    select * from {{ ref('int_waves_dated') }}
)

select
    invitations.survey_id,
    invitations.wave_id,
    invitations.respondent_id,
    invitations.subject_id,
    waves.wave_month,
    min(coalesce(invitations.invited_on, waves.median_on)) as invited_on
from invitations
left join waves
    on
        invitations.survey_id = waves.survey_id
        and invitations.wave_id = waves.wave_id
group by
    invitations.survey_id,
    invitations.wave_id,
    invitations.respondent_id,
    invitations.subject_id,
    waves.wave_month
