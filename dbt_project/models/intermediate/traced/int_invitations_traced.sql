{{ config(materialized='view') }}
{# Invitations behind the number of people asked; of several that count as one, all.
    #}
with matched as (
    select * from {{ ref('int_invitations_matched') }}
    where indicator_id is not null and wave_month is not null
),

invitations as (
    select * from {{ ref('stg_survey__invitations') }}
    where
        coalesce(relation, 'other') <> 'self'
        and coalesce(cast(invited_at as date) <= {{ as_of() }}, true)
)

select
    {{ traced_columns(
        'matched',
        'invitations',
        'matched.indicator_id',
        'matched.wave_month',
        lines='invitations',
    ) }}
from matched
inner join invitations
    on
        matched.survey_id = invitations.survey_id
        and matched.wave_id = invitations.wave_id
        and matched.respondent_id = invitations.respondent_id
        and matched.subject_id is not distinct from invitations.subject_id
