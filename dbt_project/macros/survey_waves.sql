{# A leader's mean in each wave of a survey indicator, all items, with the error variance
   of that mean: the spread of raters pooled over leaders, over the leader's raters. #}
{% macro waves_with_error(indicator_id) -%}
    select
        waves.leader_id,
        waves.cohort_id,
        waves.instrument_id,
        waves.instrument_version,
        waves.instrument_id || '/' || waves.instrument_version as version_name,
        waves.wave_month,
        waves.last_submitted_on,
        waves.mean_score,
        variances.within_variance / waves.response_count as error_variance
    from {{ ref('int_survey_leader_waves') }} as waves
    inner join {{ ref('int_survey_variance_pooled') }} as variances
        on
            waves.indicator_id = variances.indicator_id
            and waves.construct = variances.construct
            and waves.instrument_id = variances.instrument_id
            and waves.instrument_version = variances.instrument_version
            and waves.wave_month = variances.period_start
            and variances.period_grain = 'month'
    where waves.indicator_id = '{{ indicator_id }}' and waves.construct = 'all'
{%- endmacro %}
