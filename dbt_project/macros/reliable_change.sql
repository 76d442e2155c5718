{# Change in standard errors of the change, each wave with its own error variance.
   Jacobson and Truax (1991), Journal of Consulting and Clinical Psychology 59:12. #}
{% macro reliable_change(start, end, start_error, end_error) -%}
    (
        ({{ end }} - {{ start }}) / nullif(sqrt({{ start_error }} + {{ end_error }}), 0)
    )
{%- endmacro %}

{# Chance that a true change is above zero needs it in posterior standard errors: the change
   drawn toward the mean of all, over its posterior error, that of the mean included.
   Morris (1983), Journal of the American Statistical Association 78:47. #}
{% macro posterior_change(change, error, kept, mean, mean_error) -%}
    (
        ({{ mean }} + {{ kept }} * ({{ change }} - {{ mean }}))
        / nullif(
            sqrt(
                {{ kept }} * {{ error }}
                + coalesce((1 - {{ kept }}) * (1 - {{ kept }}) * {{ mean_error }}, 0.0)
            ),
            0
        )
    )
{%- endmacro %}
