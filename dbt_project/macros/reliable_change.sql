{# Change in standard errors of the change, each wave with its own error variance.
   Jacobson and Truax (1991), Journal of Consulting and Clinical Psychology 59:12. #}
{% macro reliable_change(start, end, start_error, end_error) -%}
    (
        ({{ end }} - {{ start }}) / nullif(sqrt({{ start_error }} + {{ end_error }}), 0)
    )
{%- endmacro %}
