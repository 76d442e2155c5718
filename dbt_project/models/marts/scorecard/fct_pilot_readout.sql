{#- Each cohort's pilot window and what it can be read for. No readout is computed
    yet: the row says why, and carries no number. -#}
with outcomes as (
    select
        *,
        {{ date_moved('first_trained_on', 'day', threshold('pilot_days')) }} as ends_on
    from {{ ref('int_cohort_outcomes') }}
)

select
    outcomes.cohort_id,
    outcomes.indicator_id,
    outcomes.first_trained_on as pilot_starts_on,
    outcomes.ends_on as pilot_ends_on,
    outcomes.ends_on <= {{ as_of() }} as is_over,
    cast(outcomes.leader_count as bigint) as leader_count,
    cast(null as double) as change_estimate,
    cast(null as double) as change_lower,
    cast(null as double) as change_upper,
    cast(null as double) as detectable_change,
    'insufficient_evidence' as status,
    case
        when outcomes.ends_on <= {{ as_of() }} then 'readout_not_estimated'
        else 'pilot_not_over'
    end as status_reason,
    cast(null as string) as release_id
from outcomes
