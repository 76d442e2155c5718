{# Numbers with meaning are rows of seeds/reference/thresholds.csv, read by id. #}

{# The value that holds for every indicator. #}
{% macro threshold(id) -%}
    (
        select max(thresholds.value)
        from {{ ref('thresholds') }} as thresholds
        where thresholds.threshold_id = '{{ id }}' and thresholds.indicator_id = '*'
    )
{%- endmacro %}

{# The indicator's own value where it has one, else the value that holds for all. #}
{% macro threshold_for(id, indicator) -%}
    coalesce(
        (
            select max(thresholds.value)
            from {{ ref('thresholds') }} as thresholds
            where
                thresholds.threshold_id = '{{ id }}'
                and thresholds.indicator_id = {{ indicator }}
        ),
        {{ threshold(id) }}
    )
{%- endmacro %}

{# The indicator's own value; null where it has none. #}
{% macro threshold_of(id, indicator) -%}
    (
        select max(thresholds.value)
        from {{ ref('thresholds') }} as thresholds
        where
            thresholds.threshold_id = '{{ id }}'
            and thresholds.indicator_id = {{ indicator }}
    )
{%- endmacro %}
