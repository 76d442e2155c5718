{{ config(materialized='view') }}
{# Answers behind each survey score: every item of the forms that entered it. #}
with forms as (
    select * from {{ ref('int_raters_eligible') }}
),

items as (
    select * from {{ ref('int_survey_items_scored') }}
)

select
    {{ traced_columns(
        'forms',
        'answers',
        'forms.indicator_id',
        'forms.wave_month',
        construct='forms.construct',
        lines='items',
    ) }}
from forms
inner join items
    on
        forms.survey_id = items.survey_id
        and forms.wave_id = items.wave_id
        and forms.response_id = items.response_id
        and forms.subject_id is not distinct from items.subject_id
        and forms.instrument_id = items.instrument_id
        and forms.instrument_version = items.instrument_version
        and forms.construct in ('all', items.construct)
