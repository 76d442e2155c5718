{# Published doubles keep six decimals, so that bytes do not hang on the order of a sum. #}
{% macro rounded(value) -%}
    round(cast({{ value }} as double), 6)
{%- endmacro %}
