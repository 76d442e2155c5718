{#- Team units and months in which a decline could be told from noise, were
    detection run. It is not run in the build: every row says so, and none is an
    alert. -#}
with signals as (
    select
        *,
        fewest_people >= {{ threshold('anonymity_min_people') }} as is_eligible
    from {{ ref('int_signals_summed') }}
)

select
    'org_unit' as scope_type,
    signals.org_unit_id as scope_id,
    signals.signal,
    'month' as period_grain,
    signals.period_start,
    cast(case when signals.is_eligible then signals.reading_count end as bigint)
        as reading_count,
    {{ rounded('case when signals.is_eligible then signals.mean_value end') }}
        as mean_value,
    signals.is_eligible,
    'not_evaluated' as alert_state,
    case
        when signals.is_eligible then 'detection_not_run'
        else 'too_few_people'
    end as alert_reason,
    cast(null as string) as release_id
from signals
