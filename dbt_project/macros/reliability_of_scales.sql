{# Whether an instrument measures one thing, and whether raters of a leader agree
   (METHOD 3, 4): the published formulas, as SQL expressions. #}

{# Cronbach's (1951) alpha from the sum of the item variances and the variance of the sum;
   sums of squares on the same degrees of freedom do as well. #}
{% macro cronbach_alpha(items, item_variances, total_variance) -%}
    cast({{ items }} as double) / nullif({{ items }} - 1, 0)
    * (1 - {{ item_variances }} / nullif({{ total_variance }}, 0))
{%- endmacro %}

{# One rating's reliability: ICC(1) of Shrout and Fleiss (1979). Size is the mean number
   of ratings of a group, as in Bliese (2016), not Searle's n0. #}
{% macro icc_of_one(ms_between, ms_within, size) -%}
    ({{ ms_between }} - {{ ms_within }})
    / nullif({{ ms_between }} + ({{ size }} - 1) * {{ ms_within }}, 0)
{%- endmacro %}

{# Reliability of the mean of a group's ratings: ICC(1, k), ICC(2) in Bliese's terms. #}
{% macro icc_of_mean(ms_between, ms_within) -%}
    ({{ ms_between }} - {{ ms_within }}) / nullif({{ ms_between }}, 0)
{%- endmacro %}
