{# Micro-actions looked for: could it be seen, was it seen, by an observer who was fit
    to tell on that day. Where no calibration is delivered at all, nobody's fitness is
    tracked and every observer counts. #}
with observations as (
    select
        *,
        cast(observed_at as date) as observed_on
    from {{ ref('stg_observation__behaviors') }}
    where cast(observed_at as date) <= {{ as_of() }}
),

behaviors as (
    select * from {{ ref('behaviors') }}
),

observers as (
    select * from {{ ref('int_observers_certified') }}
),

tracking as (
    select count(*) > 0 as is_tracked from observers
),

leaders as (
    select * from {{ ref('int_leaders_dated') }}
)

select
    observations.observation_id,
    observations.observer_id,
    observations.behavior_id,
    behaviors.construct,
    observations.leader_id as recorded_leader_id,
    observations.observed_on,
    leaders.leader_id,
    leaders.org_unit_id,
    leaders.business_unit,
    leaders.cohort_id,
    {{ lineage('observations') }},
    case
        when tracking.is_tracked then coalesce(observers.status, 'uncertified')
        else 'not_tracked'
    end as observer_status,
    coalesce(observations.score >= behaviors.seen_from, false) as is_seen,
    not coalesce(observations.not_observed, false) as is_observable,
    not tracking.is_tracked or coalesce(observers.is_counted, false)
        as is_observer_counted
from observations
inner join behaviors on observations.behavior_id = behaviors.behavior_id
cross join tracking
left join observers
    on
        observations.observer_id = observers.observer_id
        and {{ holds_on('observers', 'observations.observed_on') }}
left join leaders
    on
        observations.leader_id = leaders.leader_id
        and {{ holds_on('leaders', 'observations.observed_on') }}
