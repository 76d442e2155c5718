{# Cronbach's alpha of each instrument version, over all forms and within leaders:
    the first mixes differences between leaders into it, the second does not. Beside it
    the same without the forms that were filled in without care. #}
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
    totals.rater_count,
    totals.leader_count,
    totals.checked_form_count,
    totals.careless_form_count,
    totals.careless_rater_count,
    totals.mean_total / items.item_count as mean_score,
    totals.careful_mean_total / items.item_count as mean_score_without_careless,
    {{ cronbach_alpha(
        'items.item_count', 'items.item_variances', 'totals.total_variance'
    ) }} as alpha,
    {{ cronbach_alpha(
        'items.item_count',
        'items.careful_item_variances',
        'totals.careful_total_variance',
    ) }} as alpha_without_careless,
    {{ cronbach_alpha(
        'items.item_count', 'items.squares_within', 'totals.squares_within'
    ) }} as alpha_within_leader
from items
inner join totals
    on
        items.instrument_id = totals.instrument_id
        and items.instrument_version = totals.instrument_version
        and items.construct = totals.construct
