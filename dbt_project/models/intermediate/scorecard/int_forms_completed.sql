{# Items of forms that others filled in completely, by construct and over all
    items. #}
with items as (
    select * from {{ ref('int_survey_items_scored') }}
    where scored_value is not null
),

responses as (
    select * from {{ ref('int_survey_responses_scored') }}
    where rater_group <> 'self' and is_last_form and leader_id is not null
),

registered as (
    select
        instrument_id,
        instrument_version,
        construct,
        count(*) as item_count
    from {{ ref('instrument_items') }}
    group by instrument_id, instrument_version, construct
),

expected as (
    select * from registered
    union all
    select
        registered.instrument_id,
        registered.instrument_version,
        'all' as construct,
        sum(registered.item_count) as item_count
    from registered
    group by registered.instrument_id, registered.instrument_version
)

select
    responses.indicator_id,
    responses.instrument_id,
    responses.instrument_version,
    responses.construct,
    responses.wave_id,
    responses.leader_id,
    responses.is_careless,
    expected.item_count,
    items.item_id,
    items.scored_value,
    coalesce(responses.respondent_id, responses.response_id) as rater_id,
    responses.survey_id || '/' || responses.wave_id || '/' || responses.response_id
        as form_id
from responses
inner join expected
    on
        responses.instrument_id = expected.instrument_id
        and responses.instrument_version = expected.instrument_version
        and responses.construct = expected.construct
        and responses.answered_count = expected.item_count
inner join items
    on
        responses.survey_id = items.survey_id
        and responses.wave_id = items.wave_id
        and responses.response_id = items.response_id
        and responses.subject_id is not distinct from items.subject_id
        and responses.instrument_id = items.instrument_id
        and responses.instrument_version = items.instrument_version
        and responses.construct in ('all', items.construct)
