{# The columns of every int_<indicator>, in order, so that the panels are plain unions. #}
{% macro indicator_column_types() -%}
    {{ return({
        'indicator_id': dbt.type_string(),
        'construct': dbt.type_string(),
        'scope_type': dbt.type_string(),
        'scope_id': dbt.type_string(),
        'period_grain': dbt.type_string(),
        'period_start': 'date',
        'estimate': 'double',
        'standard_error': 'double',
        'lower': 'double',
        'upper': 'double',
        'band_level': 'double',
        'numerator': 'double',
        'denominator': 'double',
        'rater_count': 'bigint',
        'response_count': 'bigint',
        'eligible_count': 'bigint',
        'answered_share': 'double',
        'between_variance': 'double',
        'reliability': 'double',
        'last_evidence_on': 'date',
        'instrument_version': dbt.type_string(),
        'people_count': 'bigint',
        'estimate_note': dbt.type_string(),
    }) }}
{%- endmacro %}

{# The last select of an indicator. absent: contract columns that say nothing here (null);
   extras: columns of the relation beyond the contract. #}
{% macro indicator_columns(relation, indicator_id, absent=[], extras=[]) -%}
    {%- set fixed = {'indicator_id': "'" ~ indicator_id ~ "'", 'band_level': '0.95'} -%}
    select
    {%- for column, type in indicator_column_types().items() %}
        {%- if column in absent %}
        cast(null as {{ type }}) as {{ column }}
        {%- else %}
        cast({{ fixed.get(column, relation ~ '.' ~ column) }} as {{ type }}) as {{ column }}
        {%- endif %}
        {{- ',' if not loop.last or extras }}
    {%- endfor %}
    {%- for column in extras %}
        {{ relation }}.{{ column }}
        {{- ',' if not loop.last }}
    {%- endfor %}
    from {{ relation }}
{%- endmacro %}
