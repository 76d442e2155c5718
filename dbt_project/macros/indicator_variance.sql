{# Spread between leaders against error within them, by one-way moments. One shape
   serves means (size: raters), shares (size: trials) and rates (size: exposure).
   Searle, Casella and McCulloch (1992), Variance Components, section 3.6. #}

{# Mean square between groups; an aggregate. center: the size-weighted mean. #}
{% macro ms_between(value, center, size) -%}
    (
        sum({{ size }} * ({{ value }} - {{ center }}) * ({{ value }} - {{ center }}))
        / nullif(count(*) - 1, 0)
    )
{%- endmacro %}

{# Group size that makes unequal groups comparable (Searle's n0); an aggregate. #}
{% macro typical_size(size) -%}
    (
        (sum({{ size }}) - sum({{ size }} * {{ size }}) / nullif(sum({{ size }}), 0))
        / nullif(count(*) - 1, 0)
    )
{%- endmacro %}

{# Variance between groups, cut off at zero. #}
{% macro between_variance(ms_between, ms_within, size) -%}
    case
        when {{ ms_between }} > {{ ms_within }}
            then ({{ ms_between }} - {{ ms_within }}) / nullif({{ size }}, 0)
        when {{ ms_between }} <= {{ ms_within }} then 0.0
    end
{%- endmacro %}

{# The same for judging reliability: not below its own standard error under no spread. A
   zero is mostly chance, and would say that no amount of evidence could ever tell.
   Chung, Rabe-Hesketh, Dorie, Gelman and Liu (2013), Psychometrika 78:685. #}
{% macro credible_variance(between, ms_within, size, groups) -%}
    case
        when {{ between }} is not null
            then greatest(
                {{ between }},
                {{ ms_within }} / nullif({{ size }}, 0)
                * sqrt(2.0 / nullif({{ groups }} - 1, 0))
            )
    end
{%- endmacro %}

{# Share of the spread of an estimate that is not error: 0 to 1. With the error of one
   rating it is ICC(1), with that of a group's mean ICC(2). #}
{% macro reliability(between, error) -%}
    (
        {{ between }} / nullif({{ between }} + {{ error }}, 0)
    )
{%- endmacro %}

{# How much of an estimate's distance from the grand mean is kept. James and Stein's
   factor as in Efron and Morris (1977), with Morris' (1983, JASA 78:47) allowance for
   the estimated spread; nothing is shrunk on three groups or fewer. #}
{% macro shrinkage(between, error, groups) -%}
    (
        1 - (case when {{ groups }} > 3 then {{ groups }} - 3.0 else 0.0 end)
        / nullif({{ groups }} - 1, 0)
        * {{ error }} / nullif({{ between }} + {{ error }}, 0)
    )
{%- endmacro %}
