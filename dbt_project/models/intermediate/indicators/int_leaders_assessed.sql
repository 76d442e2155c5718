{# Leaders trained long enough ago, at the end of each period, with the change they had
    shown by then; without one where a wave is missing. #}
with leaders as (
    select * from {{ ref('int_leaders_trained') }}
    where
        {{ date_moved('trained_on', 'month', threshold('improved_min_months')) }}
        <= counted_on
),

changes as (
    select * from {{ ref('int_leaders_changed') }}
)

select
    leaders.leader_id,
    leaders.org_unit_id,
    leaders.business_unit,
    leaders.cohort_id,
    leaders.period_grain,
    leaders.period_start,
    changes.baseline_first_month,
    changes.baseline_last_month,
    changes.wave_month,
    changes.last_submitted_on,
    changes.instrument_version,
    changes.score_change,
    changes.change_variance,
    changes.reliable_change,
    case
        when changes.reliable_change > {{ threshold('reliable_change_z') }}
            then 'improved'
        when changes.reliable_change < -{{ threshold('reliable_change_z') }}
            then 'deteriorated'
        when changes.reliable_change is not null then 'unchanged'
    end as change_class
from leaders
left join changes
    on
        leaders.leader_id = changes.leader_id
        and {{ holds_on('changes', 'leaders.counted_on') }}
