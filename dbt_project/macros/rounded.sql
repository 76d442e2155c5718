{# Published doubles that have no unit of the catalog keep six decimals, so that bytes do
   not hang on the order of a sum. Rounded twice: a mean of few answers often ends in a 5
   in the seventh place, which noise in the last bits would round now up, now down. #}
{% macro rounded(value) -%}
    round(round(cast({{ value }} as double), 12), 6)
{%- endmacro %}

{# The same to a number of decimals that is a column: engines round to a constant only.
   Adding zero takes the sign off a zero. #}
{% macro rounded_to(value, decimals) -%}
    {%- set scale -%} power(10.0, {{ decimals }}) {%- endset -%}
    round(round(cast({{ value }} as double), 12) * {{ scale }}) / {{ scale }} + 0.0
{%- endmacro %}

{# A column of a panel as it is published: the number and its change with the decimals that
   the catalog states, percents as percents of such a number, the rest by kind. More digits
   would name the counts behind a ratio, and so those of whom it leaves out. #}
{% macro published_double(column, cells, catalog) -%}
    {%- set number = cells ~ '.' ~ column -%}
    {%- if column in [
        'estimate', 'lower', 'upper', 'baseline_estimate', 'change_from_baseline',
        'change_lower', 'change_upper', 'target_estimate',
    ] -%}
        {{ rounded_to(number, catalog ~ '.decimals') }}
    {%- elif column == 'percent_of_maximum' -%}
        {{ rounded_to(number, 'greatest(' ~ catalog ~ '.decimals - 2, 0)') }}
    {%- elif column in [
        'change_year_over_year', 'year_over_year_lower', 'year_over_year_upper',
        'reliability',
    ] -%}
        {{ rounded_to(number, threshold('published_share_decimals')) }}
    {%- elif column == 'confidence_score' -%}
        floor({{ rounded(number) }})
    {%- else -%}
        {{ rounded(number) }}
    {%- endif -%}
{%- endmacro %}

{# A count of a panel as it is published: down to a whole multiple of the indicator's step,
   so that groups shown do not add up to those withheld; none below the first, since the
   counts of small parts add up to the whole's. #}
{% macro published_count(count, indicator) -%}
    {%- set step = threshold_for('published_count_step', indicator) -%}
    cast(
        case
            when {{ count }} >= {{ step }} or {{ step }} = 1
                then {{ count }} - {{ count }} % cast({{ step }} as bigint)
        end as bigint
    )
{%- endmacro %}
