{# How often the raters of one leader agree on each item. #}
with items as (
    select
        *,
        {{ rwg_of_item('uniform_ratio') }} as rwg,
        {{ rwg_of_item('skewed_ratio') }} as rwg_skewed
    from {{ ref('int_leader_items_agreed') }}
)

select
    items.instrument_id,
    items.instrument_version,
    items.construct,
    items.item_id,
    count(distinct items.leader_id) as leader_count,
    {{ agreement_summary('items.rwg', 'rwg') }},
    {{ agreement_summary('items.rwg_skewed', 'rwg_skewed') }}
from items
group by
    items.instrument_id, items.instrument_version, items.construct, items.item_id
