{# What a group that was picked for a low score gains without any training. Assumes normal
   scores, no change of the true ones, and error that is independent between waves. #}

{# Gain to expect. within: error variance of a score; between: variance of true scores;
   shortfall: how far below the mean of all the group lies, in standard deviations of the
   scores. Of a group cut off below z it is C(z), the normal density at z over the
   distribution there. Davis (1976), American Journal of Epidemiology 104:493. #}
{% macro regression_gain(within, between, shortfall) -%}
    (
        {{ within }} / nullif(sqrt({{ within }} + {{ between }}), 0) * {{ shortfall }}
    )
{%- endmacro %}

{# Score to expect on a second occasion: Kelley's (1947) estimate of the true score. #}
{% macro kelley_expected(mean, reliability, score) -%}
    ({{ mean }} + {{ reliability }} * ({{ score }} - {{ mean }}))
{%- endmacro %}

{# Standard error of the mean of `members` drawn by lot from `people`, in standard
   deviations of all: with the correction for a finite population. Cochran (1977), Sampling
   Techniques, theorem 2.2. #}
{% macro draw_error(members, people) -%}
    sqrt(
        (1 - cast({{ members }} as double) / {{ people }}) / nullif({{ members }}, 0)
    )
{%- endmacro %}
