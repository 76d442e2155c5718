{{ config(materialized='view') }}
{# Which line of which delivered file stands behind which number; `scorecard explain`
    asks it. #}
{% set families = [
    'int_answers_traced',
    'int_invitations_traced',
    'int_changes_traced',
    'int_trials_traced',
    'int_events_traced',
    'int_exposure_traced',
    'int_trainees_traced',
    'int_coaching_traced',
    'int_calibrations_traced',
    'int_promotions_traced',
] %}
{%- for family in families %}
    select
        indicator_id,
        construct,
        period_grain,
        counts_from,
        counts_to,
        part,
        leader_id,
        org_unit_id,
        business_unit,
        cohort_id,
        source_id,
        file_sha256,
        file_line
    from {{ ref(family) }}
    {{ 'union all' if not loop.last }}
{%- endfor %}
