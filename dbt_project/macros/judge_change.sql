{# The band of a change between two independent estimates, from the bands of the two
   (MOVER, the method of variance estimates recovery). One method for all kinds: for shares
   with Wilson limits it is Newcombe's (1998b) method 10, for means the normal band; for
   rates with Garwood limits it stays within a hundredth of the exact conditional ratio.
   The same people on both occasions make the true band narrower, never wider.
   Arguments are column prefixes: <name>_estimate, <name>_lower, <name>_upper. #}

{# Zou and Donner (2008), Statistics in Medicine 27:1693. #}
{% macro difference_lower(now, base) -%}
    {{ now }}_estimate - {{ base }}_estimate - sqrt(
        power({{ now }}_estimate - {{ now }}_lower, 2)
        + power({{ base }}_upper - {{ base }}_estimate, 2)
    )
{%- endmacro %}

{% macro difference_upper(now, base) -%}
    {{ now }}_estimate - {{ base }}_estimate + sqrt(
        power({{ now }}_upper - {{ now }}_estimate, 2)
        + power({{ base }}_estimate - {{ base }}_lower, 2)
    )
{%- endmacro %}

{# Donner and Zou (2012), Statistical Methods in Medical Research 21:347, with the lower
   limit written so that a wide base does not divide by zero. #}
{% macro ratio_lower(now, base) -%}
    {%- set low = _spread(now, now ~ '_lower') -%}
    case
        when {{ now }}_estimate = 0 then 0.0
        else {{ low }} / nullif(
            {{ now }}_estimate * {{ base }}_estimate
            + {{ _discriminant(now, base, low, _spread(base, base ~ '_upper')) }},
            0
        )
    end
{%- endmacro %}

{# Null where the base may be zero: the ratio then has no upper limit. #}
{% macro ratio_upper(now, base) -%}
    {%- set base_low = _spread(base, base ~ '_lower') -%}
    case
        when {{ base }}_lower > 0
            then (
                {{ now }}_estimate * {{ base }}_estimate
                + {{ _discriminant(now, base, _spread(now, now ~ '_upper'), base_low) }}
            ) / {{ base_low }}
    end
{%- endmacro %}

{% macro _spread(name, limit) -%}
    ({{ limit }} * (2 * {{ name }}_estimate - {{ limit }}))
{%- endmacro %}

{% macro _discriminant(now, base, now_spread, base_spread) -%}
    sqrt(
        greatest(
            power({{ now }}_estimate * {{ base }}_estimate, 2)
            - {{ now_spread }} * {{ base_spread }},
            0.0
        )
    )
{%- endmacro %}
