{# Limits of an estimate: the published formulas, as SQL expressions. Quantiles are rows
   of seeds/reference/quantiles_*.csv; nothing here is fitted. Arguments are columns. #}

{# Two-sided 95% quantile of the normal distribution, for one comparison. #}
{% macro z_95() -%}
    (
        select max(quantiles_z.z_two_sided_95)
        from {{ ref('quantiles_z') }} as quantiles_z
        where quantiles_z.comparison_count = 1
    )
{%- endmacro %}

{# Degrees of freedom as a key of quantiles_t: whole, at least 1, at most the last row.
   #}
{% macro t_key(degrees_of_freedom) -%}
    cast(
        least(
            greatest(floor(round({{ degrees_of_freedom }}, 6)), 1),
            (
                select max(quantiles_t.degrees_of_freedom)
                from {{ ref('quantiles_t') }} as quantiles_t
            )
        ) as integer
    )
{%- endmacro %}

{# Wilson score limits of a share; trials may be an effective number (n / deff). Written
   as the smaller root of the quadratic over its product, so that none of n is exactly 0
   and all of n exactly 1. Wilson (1927); Newcombe (1998a), Statistics in Medicine
   17:857. #}
{% macro wilson_lower(share, trials, z) -%}
    (
        {{ share }} * {{ share }} / (
            {{ share }} + {{ z }} * {{ z }} / (2 * {{ trials }}) + {{ z }} * sqrt(
                {{ share }} * (1 - {{ share }}) / {{ trials }}
                + {{ z }} * {{ z }} / (4 * {{ trials }} * {{ trials }})
            )
        )
    )
{%- endmacro %}

{% macro wilson_upper(share, trials, z) -%}
    (1 - {{ wilson_lower('(1 - ' ~ share ~ ')', trials, z) }})
{%- endmacro %}

{# Exact Poisson limits of a count: the tabled value (Garwood 1936) where the count is
   in the table, else Byar's approximation (Breslow and Day 1987, p. 69). #}
{% macro poisson_lower(events, tabled, z) -%}
    coalesce(
        {{ tabled }},
        {{ events }} * power(
            1 - 1 / (9.0 * nullif({{ events }}, 0))
            - {{ z }} / (3 * sqrt(nullif({{ events }}, 0))),
            3
        )
    )
{%- endmacro %}

{% macro poisson_upper(events, tabled, z) -%}
    coalesce(
        {{ tabled }},
        ({{ events }} + 1) * power(
            1 - 1 / (9.0 * ({{ events }} + 1)) + {{ z }} / (3 * sqrt({{ events }} + 1)),
            3
        )
    )
{%- endmacro %}

{# Ranks of the order statistics that hold the median with at least 95%; null where no
   pair does (fewer than six values). Rounded outward, so never short of the level.
   Conover (1999), Practical Nonparametric Statistics, section 3.2. #}
{% macro median_lower_rank(values, z) -%}
    nullif(floor(({{ values }} + 1 - {{ z }} * sqrt({{ values }})) / 2), 0)
{%- endmacro %}

{% macro median_upper_rank(values, z) -%}
    ({{ values }} + 1 - {{ median_lower_rank(values, z) }})
{%- endmacro %}

{# Standard error of the logarithm of a ratio of two shares.
   Katz, Baptista, Azen and Pike (1978), Biometrics 34:469. #}
{% macro katz_log_error(events, people, reference_events, reference_people) -%}
    sqrt(
        1.0 / nullif({{ events }}, 0) - 1.0 / nullif({{ people }}, 0)
        + 1.0 / nullif({{ reference_events }}, 0)
        - 1.0 / nullif({{ reference_people }}, 0)
    )
{%- endmacro %}

{# Standard normal distribution function, error below 7.5e-8.
   Abramowitz and Stegun (1964), formula 26.2.17. #}
{% macro normal_cdf(x) -%}
    {%- set t = '(1 / (1 + 0.2316419 * abs(' ~ x ~ ')))' -%}
    (
        case when {{ x }} < 0 then 0 else 1 end
        + case when {{ x }} < 0 then 1 else -1 end
        * 0.3989422804014327 * exp(-{{ x }} * {{ x }} / 2) * {{ t }} * (
            0.319381530 + {{ t }} * (
                -0.356563782 + {{ t }} * (
                    1.781477937 + {{ t }} * (-1.821255978 + {{ t }} * 1.330274429)
                )
            )
        )
    )
{%- endmacro %}
