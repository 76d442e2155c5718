{# Krippendorff's alpha for categories (nominal metric), missing scores allowed.
   Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C. #}

{# Pairs within units that disagree, for one category; an aggregate over units.
   weight: how often the unit counts. #}
{% macro unit_disagreement(category_ratings, unit_ratings, weight) -%}
    sum(
        {{ weight }} * {{ category_ratings }}
        * ({{ unit_ratings }} - {{ category_ratings }})
        / nullif({{ unit_ratings }} - 1, 0)
    )
{%- endmacro %}

{# Alpha from the disagreement and the ratings of each category; an aggregate over
   categories. Null where every rating is alike: nothing could have disagreed. #}
{% macro nominal_alpha(disagreement, ratings) -%}
    (
        1 - (sum({{ ratings }}) - 1) * sum({{ disagreement }}) / nullif(
            sum({{ ratings }}) * sum({{ ratings }})
            - sum({{ ratings }} * {{ ratings }}),
            0
        )
    )
{%- endmacro %}

{# A uniform number in [0, 1) from a digest, the same on every engine: its first six
   hexadecimal digits. #}
{% macro hashed_uniform(digest) -%}
    (
        {%- for place in range(1, 7) %}
        (position(substr({{ digest }}, {{ place }}, 1) in '0123456789abcdef') - 1)
        / {{ 16 ** place }}.0
        {%- if not loop.last %} +{% endif %}
        {%- endfor %}
    )
{%- endmacro %}

{# How often a unit is drawn in a Poisson bootstrap: Poisson with mean 1, by inversion of a
   uniform number. Chamandy, Muralidharan, Najmi and Naidu (2012), Estimating uncertainty
   for massive data streams. Mass above six is 0.00008 and counts as six. #}
{% macro poisson_weight(uniform) -%}
    (
        {%- for limit in [
            0.367879441, 0.735758882, 0.919698603, 0.981011843, 0.996340153, 0.999405815
        ] %}
        case when {{ uniform }} >= {{ limit }} then 1 else 0 end
        {%- if not loop.last %} +{% endif %}
        {%- endfor %}
    )
{%- endmacro %}
