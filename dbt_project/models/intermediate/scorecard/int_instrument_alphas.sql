{#- Cronbach's alpha of each instrument version, over all forms and within leaders:
    the first mixes differences between leaders into it, the second does not. -#}
with items as (
    select * from {{ ref('int_form_items_spread') }}
),

totals as (
    select * from {{ ref('int_form_totals_spread') }}
)

select
    items.indicator_id,
    items.instrument_id,
    items.instrument_version,
    items.construct,
    items.item_count,
    totals.form_count,
    {{ cronbach_alpha(
        'items.item_count', 'items.item_variances', 'totals.total_variance'
    ) }} as alpha,
    {{ cronbach_alpha(
        'items.item_count', 'items.squares_within', 'totals.squares_within'
    ) }} as alpha_within_leader
from items
inner join totals
    on
        items.instrument_id = totals.instrument_id
        and items.instrument_version = totals.instrument_version
        and items.construct = totals.construct
