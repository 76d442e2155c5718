{# The date the scorecard looks from. `scorecard run` passes it; today (UTC) without it. #}
{% macro as_of() -%}
    cast('{{ var("as_of", run_started_at.strftime("%Y-%m-%d")) }}' as date)
{%- endmacro %}
