{# How each registered item does in its construct and in the whole instrument: never
    how its answers are spread. #}
with items as (
    select * from {{ ref('int_items_answered') }}
),

correlated as (
    select * from {{ ref('int_items_correlated') }}
),

agreed as (
    select * from {{ ref('int_items_agreed') }}
),

parts as (
    select
        *,
        construct as part
    from items
    union all
    select
        *,
        'all' as part
    from items
),

joined as (
    select
        parts.*,
        correlated.form_count as complete_form_count,
        correlated.item_total_correlation,
        agreed.rwg_median,
        agreed.rwg_agreed_share,
        agreed.rwg_skewed_median,
        agreed.rwg_skewed_agreed_share,
        case
            when parts.rater_count = 0 then 'no_form'
            when
                least(parts.rater_count, correlated.rater_count)
                < {{ threshold('anonymity_min_raters') }}
                then 'too_few_raters'
            when agreed.leader_count < {{ threshold('anonymity_min_leaders') }}
                then 'too_few_leaders'
        end as suppression_reason
    from parts
    left join correlated
        on
            parts.instrument_id = correlated.instrument_id
            and parts.instrument_version = correlated.instrument_version
            and parts.item_id = correlated.item_id
            and parts.part = correlated.construct
    left join agreed
        on
            parts.instrument_id = agreed.instrument_id
            and parts.instrument_version = agreed.instrument_version
            and parts.item_id = agreed.item_id
            and parts.part = agreed.construct
)

select
    joined.instrument_id,
    joined.instrument_version,
    joined.part as construct,
    joined.item_id,
    joined.is_reversed,
    cast(
        case when joined.suppression_reason is null then joined.complete_form_count end
        as bigint
    ) as form_count,
    {%- for column in [
        'answered_share', 'item_total_correlation', 'rwg_median', 'rwg_agreed_share',
        'rwg_skewed_median', 'rwg_skewed_agreed_share',
    ] %}
        case
            when joined.suppression_reason is null
                then {{ rounded('joined.' ~ column) }}
        end as {{ column }},
    {%- endfor %}
    case
        when joined.suppression_reason is not null then joined.suppression_reason
        when joined.complete_form_count is null then 'no_complete_form'
        when joined.item_total_correlation is null then 'no_other_item_or_no_spread'
        when joined.complete_form_count < {{ threshold('item_total_min_forms') }}
            then 'too_few_forms_to_judge'
        when joined.item_total_correlation < {{ threshold('gate_min_item_total') }}
            then 'goes_against_the_others'
    end as item_note,
    joined.suppression_reason is not null as is_suppressed,
    joined.suppression_reason,
    cast(null as string) as release_id
from joined
