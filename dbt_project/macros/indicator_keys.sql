{# The key of an indicator's row, as columns of a relation. #}
{% macro indicator_keys(relation) -%}
    {{ relation }}.construct,
    {{ scope_keys(relation) }}
{%- endmacro %}

{# The part of it that all constructs share. #}
{% macro scope_keys(relation) -%}
    {{ relation }}.scope_type,
    {{ relation }}.scope_id,
    {{ relation }}.period_grain,
    {{ relation }}.period_start
{%- endmacro %}

{# Whether two relations speak of the same construct of it. #}
{% macro same_cell(relation, other) -%}
    {{ relation }}.construct = {{ other }}.construct
    and {{ same_scope(relation, other) }}
{%- endmacro %}

{# Whether two relations speak of the same scope in the same period. #}
{% macro same_scope(relation, other) -%}
    {{ relation }}.scope_type = {{ other }}.scope_type
    and {{ relation }}.scope_id = {{ other }}.scope_id
    and {{ relation }}.period_grain = {{ other }}.period_grain
    and {{ relation }}.period_start = {{ other }}.period_start
{%- endmacro %}
