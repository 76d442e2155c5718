{# Where a fact was delivered, as columns of a relation: its source, file and line. #}
{% macro lineage(relation) -%}
    {{ relation }}.source_id,
    {{ relation }}.file_sha256,
    {{ relation }}.file_line
{%- endmacro %}

{# The columns of every int_<facts>_traced, in order. facts: whose number the line
   stands behind (leader_id to cohort_id); lines: where it was delivered; the rest are SQL. A
   line stands behind every period that shares a day with [counts_from, counts_to], of
   one grain or, with '*', of any; likewise for constructs. #}
{% macro traced_columns(
    facts, part, indicator_id, counts_from, counts_to=none, construct="'*'",
    period_grain="'*'", lines=none
) -%}
    {{ indicator_id }} as indicator_id,
    {{ construct }} as construct,
    {{ period_grain }} as period_grain,
    cast({{ counts_from }} as date) as counts_from,
    cast({{ counts_to or counts_from }} as date) as counts_to,
    '{{ part }}' as part,
    {{ facts }}.leader_id,
    {{ facts }}.org_unit_id,
    {{ facts }}.business_unit,
    {{ facts }}.cohort_id,
    {{ lineage(lines or facts) }}
{%- endmacro %}
