{# How many of the forms that others filled in answer each item that applied to them.
    An export may leave blank items out: what is not there was not answered. #}
with items as (
    select * from {{ ref('int_survey_items_scored') }}
),

responses as (
    select * from {{ ref('int_survey_responses_scored') }}
    where construct = 'all' and rater_group <> 'self' and is_last_form
),

registered as (
    select * from {{ ref('instrument_items') }}
),

answers as (
    select
        items.instrument_id,
        items.instrument_version,
        items.item_id,
        count(items.answer_value) as answered_count,
        count(*) filter (where not items.is_applicable) as not_applicable_count
    from items
    inner join responses
        on
            items.survey_id = responses.survey_id
            and items.wave_id = responses.wave_id
            and items.response_id = responses.response_id
            and items.subject_id is not distinct from responses.subject_id
            and items.instrument_id = responses.instrument_id
            and items.instrument_version = responses.instrument_version
    group by items.instrument_id, items.instrument_version, items.item_id
),

forms as (
    select
        instrument_id,
        instrument_version,
        count(*) as form_count,
        count(distinct coalesce(respondent_id, response_id)) as rater_count
    from responses
    group by instrument_id, instrument_version
)

select
    registered.instrument_id,
    registered.instrument_version,
    registered.item_id,
    registered.construct,
    registered.is_reversed,
    coalesce(forms.form_count, 0) as form_count,
    coalesce(forms.rater_count, 0) as rater_count,
    coalesce(answers.answered_count, 0) / nullif(
        cast(forms.form_count - coalesce(answers.not_applicable_count, 0) as double), 0
    ) as answered_share
from registered
left join forms
    on
        registered.instrument_id = forms.instrument_id
        and registered.instrument_version = forms.instrument_version
left join answers
    on
        registered.instrument_id = answers.instrument_id
        and registered.instrument_version = answers.instrument_version
        and registered.item_id = answers.item_id
