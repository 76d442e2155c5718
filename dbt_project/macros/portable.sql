{# SQL that differs between engines: one macro per difference, nothing else. #}

{# Seconds between two timestamps, fractions kept. #}
{% macro elapsed_seconds(start, end) -%}
    {{ return(adapter.dispatch('elapsed_seconds')(start, end)) }}
{%- endmacro %}

{% macro default__elapsed_seconds(start, end) -%}
    (extract(epoch from {{ end }}) - extract(epoch from {{ start }}))
{%- endmacro %}

{% macro spark__elapsed_seconds(start, end) -%}
    ((unix_micros({{ end }}) - unix_micros({{ start }})) / 1e6)
{%- endmacro %}

{# Whole days from one date to another. #}
{% macro days_between(start, end) -%}
    {{ return(adapter.dispatch('days_between')(start, end)) }}
{%- endmacro %}

{% macro default__days_between(start, end) -%}
    ({{ end }} - {{ start }})
{%- endmacro %}

{% macro duckdb__days_between(start, end) -%}
    date_diff('day', {{ start }}, {{ end }})
{%- endmacro %}

{% macro spark__days_between(start, end) -%}
    datediff({{ end }}, {{ start }})
{%- endmacro %}

{# Calendar months from the month of one date to the month of another. #}
{% macro months_between(start, end) -%}
    (
        (extract(year from {{ end }}) - extract(year from {{ start }})) * 12
        + extract(month from {{ end }}) - extract(month from {{ start }})
    )
{%- endmacro %}

{# A date moved by a number of days, months, quarters or years; a date again. #}
{% macro date_moved(date, part, number) -%}
    cast({{ dbt.dateadd(part, number, date) }} as date)
{%- endmacro %}

{# Distinct values in order, as one text. #}
{% macro ordered_list(expression, separator) -%}
    {{ return(adapter.dispatch('ordered_list')(expression, separator)) }}
{%- endmacro %}

{% macro default__ordered_list(expression, separator) -%}
    string_agg(distinct {{ expression }}, '{{ separator }}' order by {{ expression }})
{%- endmacro %}

{% macro spark__ordered_list(expression, separator) -%}
    array_join(sort_array(collect_set({{ expression }})), '{{ separator }}')
{%- endmacro %}

{# Day that stands for "no end": later than any fact. #}
{% macro open_end() -%}
    cast('9999-12-31' as date)
{%- endmacro %}

{# Day that stands for "since ever": earlier than any fact. #}
{% macro open_start() -%}
    cast('1900-01-01' as date)
{%- endmacro %}
