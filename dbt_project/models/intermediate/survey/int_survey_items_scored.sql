{{ config(materialized='view') }}
{# Answers by the version that was answered, reverse-keyed items turned. #}
with answers as (
    select
        *,
        try_cast(answer as double) as answer_value
    from {{ ref('stg_survey__answers') }}
    where cast(submitted_at as date) <= {{ as_of() }}
),

items as (
    select * from {{ ref('instrument_items') }}
)

select
    answers.response_id,
    answers.survey_id,
    answers.wave_id,
    answers.respondent_id,
    answers.subject_id,
    answers.relation,
    answers.instrument_id,
    answers.instrument_version,
    answers.item_id,
    items.construct,
    items.is_reversed,
    answers.answer_value,
    answers.duration_seconds,
    answers.submitted_at,
    answers.source_id,
    answers.file_sha256,
    answers.file_line,
    case
        when items.is_reversed
            then items.answer_min + items.answer_max - answers.answer_value
        else answers.answer_value
    end as scored_value,
    coalesce(answers.answer <> 'not_applicable', true) as is_applicable
from answers
inner join items
    on
        answers.instrument_id = items.instrument_id
        and answers.instrument_version = items.instrument_version
        and answers.item_id = items.item_id
