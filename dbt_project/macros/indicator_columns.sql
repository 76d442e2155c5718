{# The columns of every int_<indicator>, in order, as text; the panels are unions. #}
{% macro indicator_column_names() -%}
    indicator_id, construct, scope_type, scope_id, period_grain, period_start, estimate,
    standard_error, lower, upper, band_level, numerator, denominator, rater_count,
    response_count, eligible_count, answered_share, between_variance, reliability,
    last_evidence_on, instrument_version, people_count, estimate_note
{%- endmacro %}

{# Type of a column; a double where it is not named here. #}
{% macro indicator_column_type(column) -%}
    {%- set types = {
        'indicator_id': dbt.type_string(),
        'construct': dbt.type_string(),
        'scope_type': dbt.type_string(),
        'scope_id': dbt.type_string(),
        'period_grain': dbt.type_string(),
        'period_start': 'date',
        'rater_count': 'bigint',
        'response_count': 'bigint',
        'eligible_count': 'bigint',
        'last_evidence_on': 'date',
        'instrument_version': dbt.type_string(),
        'people_count': 'bigint',
        'estimate_note': dbt.type_string(),
    } -%}
    {{ types.get(column, 'double') }}
{%- endmacro %}

{# The last select of an indicator. absent: columns that say nothing here (null);
   extras: columns of the relation beyond those that all have. #}
{% macro indicator_columns(relation, indicator_id, absent=[], extras=[]) -%}
    {%- set fixed = {'indicator_id': "'" ~ indicator_id ~ "'", 'band_level': '0.95'} -%}
    select
    {%- for name in indicator_column_names().split(',') %}
        {%- set column = name | trim -%}
        {%- set type = indicator_column_type(column) | trim %}
        {%- if column in absent %}
        cast(null as {{ type }}) as {{ column }}
        {%- else %}
        {%- set value = fixed.get(column, relation ~ '.' ~ column) %}
        cast({{ value }} as {{ type }}) as {{ column }}
        {%- endif %}
        {{- ',' if not loop.last or extras }}
    {%- endfor %}
    {%- for column in extras %}
        {{ relation }}.{{ column }}
        {{- ',' if not loop.last }}
    {%- endfor %}
    from {{ relation }}
{%- endmacro %}
