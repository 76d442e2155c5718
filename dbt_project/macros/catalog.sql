{# Reading the lists and grains of seeds/reference/indicators.csv. #}

{# Whether a value is one of a list written as a|b|c. #}
{% macro listed_in(value, list) -%}
    '|' || {{ list }} || '|' like '%|' || {{ value }} || '|%'
{%- endmacro %}

{# Grains in order of length. #}
{% macro grain_rank(grain) -%}
    case {{ grain }} when 'month' then 1 when 'quarter' then 2 when 'year' then 3 end
{%- endmacro %}

{# What names one row of a panel. #}
{% macro cell_columns() -%}
    {{ return([
        'indicator_id', 'construct', 'scope_type', 'scope_id', 'period_grain',
        'period_start',
    ]) }}
{%- endmacro %}

{# What names one series of a panel: the row's key without its period. #}
{% macro series_columns() -%}
    {{ return(cell_columns()[:-1]) }}
{%- endmacro %}

{# The same as columns of a relation. #}
{% macro series_keys(relation) -%}
    {{ relation }}.indicator_id,
    {{ relation }}.construct,
    {{ relation }}.scope_type,
    {{ relation }}.scope_id,
    {{ relation }}.period_grain
{%- endmacro %}

{% macro listed(columns, relation) -%}
    {%- for column in columns -%}
        {{ relation }}.{{ column }}{{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{% macro equal_on(columns, relation, other) -%}
    {%- for column in columns -%}
        {{ relation }}.{{ column }} = {{ other }}.{{ column }}
        {{- ' and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{# The indicators of a panel as one relation of their common columns. Each needs its own
   ref: dbt reads dependencies before it knows the catalog. #}
{% macro union_indicators(panel) -%}
    {%- for model in panel_models()[panel] %}
    select
        {{ (cell_columns() + measured_columns()) | join(',\n        ') }}
    from {{ ref(model) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# How many periods of a grain make a year. #}
{% macro windows_in_year(grain) -%}
    case {{ grain }} when 'month' then 12 when 'quarter' then 4 when 'year' then 1 end
{%- endmacro %}

{# What an indicator says of a cell, in order; every int_<indicator> has these columns. #}
{% macro measured_columns() -%}
    {{ return([
        'estimate', 'standard_error', 'lower', 'upper', 'band_level', 'numerator',
        'denominator', 'rater_count', 'response_count', 'eligible_count',
        'answered_share', 'between_variance', 'reliability', 'last_evidence_on',
        'instrument_version', 'people_count', 'estimate_note',
    ]) }}
{%- endmacro %}
