{# Team units and months that a person is asked to look at, and those that nobody is
    asked about. A team of too few people is a row without numbers. #}
{% set counts = ['reading_count', 'baseline_months', 'family_size'] %}
{% set numbers = [
    'mean_value', 'baseline_estimate', 'effect', 'p_value', 'adjusted_p_value',
] %}
with readings as (
    select
        org_unit_id,
        signal,
        period_start,
        reading_count,
        mean_value,
        fewest_people as people_count
    from {{ ref('int_signals_summed') }}
    union all
    select
        org_unit_id,
        'hr_incidents' as signal,  -- noqa: RF04
        period_start,
        case_count as reading_count,
        cast(null as double) as mean_value,
        person_months as people_count
    from {{ ref('int_incidents_summed') }}
),

alerts as (
    select * from {{ ref('stg_statistics__alerts') }}
),

eligible as (
    select
        *,
        people_count >= {{ threshold('anonymity_min_people') }} as is_eligible
    from readings
),

judged as (
    select
        eligible.org_unit_id,
        eligible.signal,
        eligible.period_start,
        eligible.is_eligible,
        eligible.reading_count,
        eligible.mean_value,
        alerts.baseline_months,
        alerts.baseline_estimate,
        alerts.effect,
        alerts.p_value,
        alerts.adjusted_p_value,
        alerts.family_size,
        case
            when eligible.is_eligible
                then coalesce(alerts.alert_state, 'not_evaluated')
            else 'not_evaluated'
        end as alert_state,
        case
            when eligible.is_eligible
                then coalesce(alerts.alert_reason, 'statistics_not_computed')
            else 'too_few_people'
        end as alert_reason
    from eligible
    left join alerts
        on
            eligible.org_unit_id = alerts.org_unit_id
            and eligible.signal = alerts.signal
            and eligible.period_start = alerts.period_start
)

select
    'org_unit' as scope_type,
    judged.org_unit_id as scope_id,
    judged.signal,
    'month' as period_grain,
    judged.period_start,
    {%- for column in counts %}
        cast(case when judged.is_eligible then judged.{{ column }} end as bigint)
            as {{ column }},
    {%- endfor %}
    {%- for column in numbers %}
        {{ rounded('case when judged.is_eligible then judged.' ~ column ~ ' end') }}
            as {{ column }},
    {%- endfor %}
    judged.is_eligible,
    judged.alert_state,
    judged.alert_reason,
    {{ alert_question('judged') }} as review_question,
    cast(null as string) as release_id
from judged
