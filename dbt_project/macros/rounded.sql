{# Published doubles keep six decimals, so that bytes do not hang on the order of a sum.
   Rounded twice: a mean of few answers often ends in a 5 in the seventh place, which noise
   in the last bits would round now up, now down. #}
{% macro rounded(value) -%}
    round(round(cast({{ value }} as double), 12), 6)
{%- endmacro %}
