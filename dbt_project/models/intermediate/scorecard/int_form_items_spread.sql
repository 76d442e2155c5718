{# How far the items of complete forms spread, over all forms and within leaders. #}
with forms as (
    select * from {{ ref('int_forms_completed') }}
),

item_groups as (
    select
        indicator_id,
        instrument_id,
        instrument_version,
        construct,
        item_id,
        wave_id,
        leader_id,
        max(item_count) as item_count,
        coalesce(var_samp(scored_value), 0) * (count(*) - 1) as squares_within
    from forms
    group by
        indicator_id, instrument_id, instrument_version, construct, item_id, wave_id,
        leader_id
),

items_within as (
    select
        indicator_id,
        instrument_id,
        instrument_version,
        construct,
        max(item_count) as item_count,
        sum(squares_within) as squares_within
    from item_groups
    group by indicator_id, instrument_id, instrument_version, construct
),

item_variances as (
    select
        instrument_id,
        instrument_version,
        construct,
        item_id,
        var_samp(scored_value) as item_variance,
        var_samp(scored_value) filter (where is_careless is not true)
            as careful_item_variance
    from forms
    group by instrument_id, instrument_version, construct, item_id
),

items as (
    select
        instrument_id,
        instrument_version,
        construct,
        sum(item_variance) as item_variances,
        sum(careful_item_variance) as careful_item_variances
    from item_variances
    group by instrument_id, instrument_version, construct
)

select
    items_within.indicator_id,
    items_within.instrument_id,
    items_within.instrument_version,
    items_within.construct,
    items_within.item_count,
    items.item_variances,
    items.careful_item_variances,
    items_within.squares_within
from items_within
inner join items
    on
        items_within.instrument_id = items.instrument_id
        and items_within.instrument_version = items.instrument_version
        and items_within.construct = items.construct
