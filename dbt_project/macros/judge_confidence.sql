{# Third step: how much evidence stands behind each number, and what it can carry
   (METHOD 11). A data-quality index, not a probability: it does not look at the value. #}
{% macro judge_graded(panel) -%}
    with compared as (
        select * from {{ ref('int_' ~ panel ~ '_compared') }}
    ),

    catalog as (
        select * from {{ ref('int_catalog_listed') }}
    ),

    aggregations as (
        select * from {{ ref('int_aggregations_noted') }}
    ),

    components as (
        select
            {{ listed(compared_columns(), 'compared') }},
            case
                when compared.estimate is not null then aggregations.aggregation_note
            end as aggregation_note,
            {{ listed(catalog_columns(), 'catalog') }},
            compared.answered_share as completeness,
            power(
                2.0,
                -greatest(
                    {{ days_between(
                        'compared.last_evidence_on',
                        'least(compared.period_end, ' ~ as_of() ~ ')',
                    ) }},
                    0
                ) / cast(catalog.half_life_days as double)
            ) as recency
        from compared
        inner join catalog
            on
                compared.indicator_id = catalog.indicator_id
                and compared.construct = catalog.construct
                and compared.scope_type = catalog.scope_type
                and compared.period_grain = catalog.period_grain
        left join aggregations on {{ equal_on(cell_columns(), 'compared', 'aggregations') }}
    ),

    scored as (
        select
            *,
            case
                when estimate is null then 0.0
                else {{ confidence_score(
                    'completeness', 'min_answered_share', 'reliability', 'recency'
                ) }}
            end as confidence_score
        from components
    )

    select
        {{ listed(compared_columns(), 'scored') }},
        scored.completeness,
        scored.recency,
        scored.confidence_score,
        {{ confidence_grade('scored.confidence_score') }} as confidence_grade,
        {{ use_label('scored') }} as use_label,
        scored.aggregation_note,
        {{ listed(catalog_columns(), 'scored') }}
    from scored
{%- endmacro %}

{# C^.25 R^.5 T^.25 x 100, the exponents being thresholds. Completeness that nothing tells
   counts as the least share at which a number is accepted, and reliability that cannot be
   estimated as none: what is not known never flatters. A number that is shown keeps the
   floor, for 0 means not shown. #}
{% macro confidence_score(completeness, min_answered_share, reliability, recency) -%}
    greatest(
        {{ threshold('confidence_floor') }},
        100 * power(
            {{ _unit_interval('coalesce(' ~ completeness ~ ', ' ~ min_answered_share ~ ')') }},
            {{ threshold('confidence_weight_completeness') }}
        ) * power(
            {{ _unit_interval('coalesce(' ~ reliability ~ ', 0.0)') }},
            {{ threshold('confidence_weight_reliability') }}
        ) * power(
            {{ _unit_interval('coalesce(' ~ recency ~ ', 0.0)') }},
            {{ threshold('confidence_weight_recency') }}
        )
    )
{%- endmacro %}

{% macro _unit_interval(value) -%}
    least(greatest({{ value }}, 0.0), 1.0)
{%- endmacro %}

{% macro confidence_grade(score) -%}
    case
        when {{ score }} >= {{ threshold('grade_a_from') }} then 'A'
        when {{ score }} >= {{ threshold('grade_b_from') }} then 'B'
        when {{ score }} >= {{ threshold('grade_c_from') }} then 'C'
        else 'D'
    end
{%- endmacro %}

{# What a number can carry, by its reliability; a grade of C or D decides about nobody, nor
   does a mean of raters who do not see one thing alike. #}
{% macro use_label(scored) -%}
    case
        when
            {{ scored }}.estimate is null
            or coalesce({{ scored }}.reliability, 0)
            < {{ threshold('reliability_for_coaching') }}
            then 'hidden'
        when
            {{ scored }}.reliability < {{ threshold('reliability_for_strategic') }}
            or {{ scored }}.aggregation_note is not null
            then 'coaching'
        when
            {{ scored }}.reliability < {{ threshold('reliability_for_calibration') }}
            or {{ scored }}.confidence_score < {{ threshold('grade_b_from') }}
            then 'strategic'
        else 'calibration'
    end
{%- endmacro %}
