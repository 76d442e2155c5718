{# Training cohorts: when they were trained, and when coaching, the second
    treatment, first reached one of them. #}
with assigned as (
    select * from {{ ref('int_cohorts_assigned') }}
    where cohort_id is not null
)

select
    assigned.cohort_id,
    min(assigned.program_id) as program_id,
    min(assigned.assigned_on) as assigned_on,
    min(assigned.trained_on) as trained_on,
    max(assigned.trained_on) as last_trained_on,
    min(assigned.coached_on) as coached_on,
    count(*) as leader_count,
    count(assigned.trained_on) as trained_leader_count,
    count(assigned.coached_on) as coached_leader_count
from assigned
group by assigned.cohort_id
