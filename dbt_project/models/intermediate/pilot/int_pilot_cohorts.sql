{# Each cohort as a pilot: it starts with its first training and is read for so
    many days after it. One that has not started has its baseline up to today. #}
with assigned as (
    select * from {{ ref('int_cohorts_assigned') }}
    where cohort_id is not null
),

started as (
    select
        assigned.cohort_id,
        min(assigned.trained_on) as starts_on,
        count(*) as assigned_count,
        count(assigned.trained_on) as trained_count
    from assigned
    group by assigned.cohort_id
)

select
    started.cohort_id,
    started.starts_on,
    {{ date_moved('started.starts_on', 'day', threshold('pilot_days')) }} as ends_on,
    coalesce(started.starts_on, {{ date_moved(as_of(), 'day', 1) }}) as baseline_until,
    case
        when started.trained_count > 0 then started.trained_count
        else started.assigned_count
    end as leader_count
from started
