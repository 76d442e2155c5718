{# Every assignment to a program, with where the learner stood when assigned. #}
with completions as (
    select
        learner_id,
        program_id,
        cohort_id,
        source_id,
        file_sha256,
        file_line,
        cast(coalesce(assigned_at, completed_at) as date) as assigned_on,
        case
            when cast(completed_at as date) <= {{ as_of() }}
                then cast(completed_at as date)
        end as completed_on
    from {{ ref('stg_lms__completions') }}
    where cast(coalesce(assigned_at, completed_at) as date) <= {{ as_of() }}
),

roster as (
    select * from {{ ref('int_roster_dated') }}
)

select
    completions.learner_id,
    completions.program_id,
    completions.assigned_on,
    completions.completed_on,
    completions.learner_id as leader_id,
    roster.org_unit_id,
    roster.business_unit,
    completions.cohort_id,
    {{ lineage('completions') }}
from completions
left join roster
    on
        completions.learner_id = roster.employee_id
        and {{ holds_on('roster', 'completions.assigned_on') }}
