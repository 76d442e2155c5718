{# The published form of a panel: the contract's columns in order, numbers rounded, the
   claim level joined in. release_id is written when the release is staged. #}
{% macro panel_mart(panel) -%}
    with judged as (
        select * from {{ ref('int_' ~ panel ~ '_judged') }}
    ),

    claims as (
        select * from {{ ref('int_claims_graded') }}
        where panel = '{{ panel }}'
    ),

    catalog as (
        select * from {{ ref('indicators') }}
    )

    select
        {%- for column, type in panel_column_types().items() %}
        {%- if column == 'claim_level' %}
        cast(coalesce(claims.claim_level, 0) as bigint) as claim_level
        {%- elif column == 'release_id' %}
        cast(null as {{ type }}) as release_id
        {%- elif type == 'double' %}
        {{ published_double(column, 'judged', 'catalog') }} as {{ column }}
        {%- elif column in ['rater_count', 'response_count', 'eligible_count'] %}
        {{ published_count('judged.' ~ column, 'judged.indicator_id') }} as {{ column }}
        {%- else %}
        cast(judged.{{ column }} as {{ type }}) as {{ column }}
        {%- endif %}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from judged
    inner join catalog on judged.indicator_id = catalog.indicator_id
    left join claims on {{ equal_on(cell_columns(), 'judged', 'claims') }}
{%- endmacro %}

{# The published columns of every panel, with their types, in order. #}
{% macro panel_column_types() -%}
    {%- set text = 'string' -%}
    {{ return({
        'indicator_id': text, 'panel': text, 'indicator_kind': text, 'construct': text,
        'scope_type': text, 'scope_id': text, 'period_grain': text,
        'period_start': 'date', 'period_end': 'date', 'is_complete': 'boolean',
        'unit': text, 'estimate': 'double', 'lower': 'double', 'upper': 'double',
        'band_level': 'double', 'percent_of_maximum': 'double',
        'rater_count': 'bigint', 'response_count': 'bigint', 'eligible_count': 'bigint',
        'answered_share': 'double', 'reliability': 'double',
        'completeness': 'double', 'recency': 'double',
        'confidence_score': 'double', 'confidence_grade': text, 'use_label': text,
        'cell_state': text, 'estimate_note': text, 'aggregation_note': text,
        'instrument_version': text,
        'baseline_period_start': 'date', 'baseline_estimate': 'double',
        'change_from_baseline': 'double', 'change_lower': 'double',
        'change_upper': 'double', 'change_year_over_year': 'double',
        'year_over_year_lower': 'double', 'year_over_year_upper': 'double',
        'target_estimate': 'double', 'target_due_on': 'date',
        'status': text, 'status_reason': text, 'is_confirmed': 'boolean',
        'claim_level': 'bigint', 'is_headline': 'boolean',
        'is_suppressed': 'boolean', 'suppression_reason': text, 'release_id': text,
    }) }}
{%- endmacro %}

{# The headlines: of each series the last period that is over, over all constructs. #}
{% macro scorecard_mart() -%}
    with panels as (
        {%- for panel in ['people_health', 'behavior_change', 'risk_indicators'] %}
        select * from {{ ref('fct_' ~ panel) }}
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    )

    select
        {{ listed(panel_column_types() | list, 'panels') }}
    from panels
    where panels.is_headline
{%- endmacro %}
