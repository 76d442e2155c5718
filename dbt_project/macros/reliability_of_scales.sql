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

{# Ratings that a mean needs for a target reliability: Spearman's and Brown's (1910)
   formula, solved for the number. Null where single ratings tell nothing apart: no number
   would do. #}
{% macro raters_needed(target, icc_of_one) -%}
    case
        when {{ icc_of_one }} > 0
            then {{ target }} * (1 - {{ icc_of_one }})
            / ({{ icc_of_one }} * (1 - {{ target }}))
    end
{%- endmacro %}

{# Variance of answers given by chance, each of them equally often. #}
{% macro uniform_null(answers) -%}
    ((cast({{ answers }} as double) * {{ answers }} - 1) / 12)
{%- endmacro %}

{# Agreement on one item, rwg, from the raters' variance over that of chance. Below zero
   where they differ more than chance would make them. James, Demaree and Wolf (1984),
   Journal of Applied Psychology 69:85. #}
{% macro rwg_of_item(variance_ratio) -%}
    (1 - {{ variance_ratio }})
{%- endmacro %}

{# Agreement on a set of items, rwg(j), from the mean ratio over the items. Of one item it
   is rwg. From chance on, it is 1 less the ratio: the published form passes through
   infinity there and turns into good agreement. Ibid., equation 2. #}
{% macro rwg_of_items(variance_ratio, items) -%}
    case
        when {{ variance_ratio }} < 1
            then {{ items }} * (1 - {{ variance_ratio }})
            / ({{ items }} * (1 - {{ variance_ratio }}) + {{ variance_ratio }})
        else 1 - {{ variance_ratio }}
    end
{%- endmacro %}

{# The median of an agreement, and how often it is good enough; aggregates. Rounded where it
   is compared, so that what lies on the line does not hang on the order of a sum. #}
{% macro agreement_summary(agreement, name) -%}
    median({{ agreement }}) as {{ name }}_median,
    avg(
        case
            when round({{ agreement }}, 10) >= {{ threshold('rwg_min_agreement') }}
                then 1.0
            when {{ agreement }} is not null then 0.0
        end
    ) as {{ name }}_agreed_share
{%- endmacro %}

{# Bands that statistics/instrument_intervals gives. #}
{% macro interval_columns() -%}
    {{ return([
        'alpha_lower', 'alpha_upper', 'icc_of_one_lower', 'icc_of_one_upper',
        'icc_of_mean_lower', 'icc_of_mean_upper', 'band_level',
    ]) }}
{%- endmacro %}

{# Numbers of fct_instrument_reliability, in order. #}
{% macro instrument_numbers() -%}
    {{ return(
        [
            'mean_raters', 'mean_score', 'alpha', 'alpha_within_leader', 'icc_of_one',
            'icc_of_mean', 'raters_for_coaching', 'raters_for_strategic',
            'raters_for_calibration', 'rwg_median', 'rwg_agreed_share',
            'rwg_skewed_median', 'rwg_skewed_agreed_share', 'omega_total',
        ]
        + interval_columns()
    ) }}
{%- endmacro %}
