{# What of the observers' quarter may be shown. Statuses are shown together or not at
    all: one withheld count would be what the others leave over. #}
{% set statuses = observer_statuses() %}
{% set present = [] %}
{%- for status in statuses -%}
    {%- do present.append(
        'case when ' ~ status ~ '_count > 0 then ' ~ status ~ '_count '
        ~ 'else observing_count end'
    ) -%}
{%- endfor -%}
with summed as (
    select * from {{ ref('int_observers_summed') }}
),

counted as (
    select
        *,
        greatest(calibrated_count, observing_count) as rater_count,
        least({{ present | join(', ') }}) as smallest_count,
        {{ threshold('anonymity_min_raters') }} as min_raters
    from summed
),

reasoned as (
    select
        *,
        case
            when calibrated_count = 0 then 'not_calibrated'
            when calibrated_count < min_raters then 'too_few_raters'
        end as agreement_reason,
        case
            when observing_count = 0 then 'no_observations'
            when observing_count < min_raters then 'too_few_raters'
            when smallest_count < min_raters then 'too_few_raters_of_a_status'
            when not_tracked_count > 0 then 'calibrations_not_delivered'
        end as status_reason
    from counted
)

select
    reasoned.indicator_id,
    reasoned.rater_group,
    reasoned.period_start,
    reasoned.rater_count,
    {%- for column in [
        'rating_count', 'agreement_share', 'lenient_share', 'severe_share',
        'mean_severity', 'severity_spread', 'nominal_alpha', 'nominal_lower',
        'nominal_upper', 'ordinal_alpha', 'ordinal_lower', 'ordinal_upper',
    ] %}
        case when reasoned.agreement_reason is null then reasoned.{{ column }} end
            as {{ column }},
    {%- endfor %}
    reasoned.agreement_reason,
    {%- for column in ['observation_count', 'counted_observation_count'] %}
        case
            when reasoned.observing_count >= reasoned.min_raters
                then reasoned.{{ column }}
        end as {{ column }},
    {%- endfor %}
    {%- for status in statuses %}
        case when reasoned.status_reason is null then reasoned.{{ status }}_count end
            as {{ status }}_count,
    {%- endfor %}
    reasoned.status_reason
from reasoned
