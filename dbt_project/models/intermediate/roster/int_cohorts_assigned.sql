{# The training of each learner: the first cohort completed, else first assigned. #}
with completions as (
    select
        learner_id as leader_id,
        cohort_id,
        program_id,
        is_drawn_by_lot,
        source_id,
        file_sha256,
        file_line,
        cast(coalesce(assigned_at, completed_at) as date) as assigned_on,
        case
            when cast(completed_at as date) <= {{ as_of() }}
                then cast(completed_at as date)
        end as trained_on
    from {{ ref('stg_lms__completions') }}
    where cast(coalesce(assigned_at, completed_at) as date) <= {{ as_of() }}
),

sessions as (
    select * from {{ ref('stg_coaching__sessions') }}
    where held_on <= {{ as_of() }}
),

ranked as (
    select
        completions.*,
        row_number() over (
            partition by completions.leader_id
            order by
                completions.trained_on nulls last,
                completions.assigned_on nulls last,
                completions.program_id,
                completions.cohort_id
        ) as rank_of_cohort
    from completions
),

first_cohorts as (
    select * from ranked
    where rank_of_cohort = 1
)

select
    first_cohorts.leader_id,
    first_cohorts.cohort_id,
    first_cohorts.program_id,
    first_cohorts.is_drawn_by_lot,
    first_cohorts.assigned_on,
    first_cohorts.trained_on,
    {{ lineage('first_cohorts') }},
    min(sessions.held_on) as coached_on
from first_cohorts
left join sessions
    on
        first_cohorts.leader_id = sessions.leader_id
        and first_cohorts.trained_on < sessions.held_on
group by
    first_cohorts.leader_id,
    first_cohorts.cohort_id,
    first_cohorts.program_id,
    first_cohorts.is_drawn_by_lot,
    first_cohorts.assigned_on,
    first_cohorts.trained_on,
    {{ lineage('first_cohorts') }}
