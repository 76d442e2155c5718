{# One row per feed with evidence up to as_of: feed, first_on, last_on.
   feeds: feed -> (staging model, column that dates the evidence). #}
{% macro evidence_spans(feeds) -%}
    {%- for feed, (model, column) in feeds.items() %}
    select
        '{{ feed }}' as feed,
        min(cast({{ column }} as date)) as first_on,
        max(cast({{ column }} as date)) as last_on
    from {{ ref(model) }}
    where cast({{ column }} as date) <= {{ as_of() }}
    having count(*) > 0
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
