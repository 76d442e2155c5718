{# What each form answered per construct and over all items. Every registered item
    applies unless it was marked otherwise: an export may leave blank items out. #}
with items as (
    select * from {{ ref('int_survey_items_scored') }}
),

registered as (
    select
        instrument_id,
        instrument_version,
        construct,
        count(*) as item_count
    from {{ ref('instrument_items') }}
    group by instrument_id, instrument_version, construct
    union all
    select
        instrument_id,
        instrument_version,
        'all' as construct,
        count(*) as item_count
    from {{ ref('instrument_items') }}
    group by instrument_id, instrument_version
),

by_construct as (
    select
        items.survey_id,
        items.wave_id,
        items.response_id,
        items.subject_id,
        items.instrument_id,
        items.instrument_version,
        items.construct,
        sum(items.scored_value) as score_sum,
        count(items.scored_value) as answered_count,
        count(*) filter (where not items.is_applicable) as not_applicable_count
    from items
    group by
        items.survey_id,
        items.wave_id,
        items.response_id,
        items.subject_id,
        items.instrument_id,
        items.instrument_version,
        items.construct
),

with_all as (
    select * from by_construct
    union all
    select
        by_construct.survey_id,
        by_construct.wave_id,
        by_construct.response_id,
        by_construct.subject_id,
        by_construct.instrument_id,
        by_construct.instrument_version,
        'all' as construct,
        sum(by_construct.score_sum) as score_sum,
        sum(by_construct.answered_count) as answered_count,
        sum(by_construct.not_applicable_count) as not_applicable_count
    from by_construct
    group by
        by_construct.survey_id,
        by_construct.wave_id,
        by_construct.response_id,
        by_construct.subject_id,
        by_construct.instrument_id,
        by_construct.instrument_version
)

select
    with_all.survey_id,
    with_all.wave_id,
    with_all.response_id,
    with_all.subject_id,
    with_all.instrument_id,
    with_all.instrument_version,
    with_all.construct,
    with_all.score_sum,
    cast(with_all.answered_count as bigint) as answered_count,
    cast(registered.item_count - with_all.not_applicable_count as bigint)
        as applicable_count
from with_all
inner join registered
    on
        with_all.instrument_id = registered.instrument_id
        and with_all.instrument_version = registered.instrument_version
        and with_all.construct = registered.construct
