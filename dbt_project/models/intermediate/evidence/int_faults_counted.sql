{# Facts that name somebody whom the roster cannot place on that date: named here,
    carried in no leader's number. #}
with faults as (
    select
        'roster' as feed,
        fault
    from {{ ref('int_roster_dated') }}
    where is_hierarchy_faulty
    union all
    select
        'survey_answers' as feed,
        'unknown_leader' as fault
    from {{ ref('int_survey_responses_attributed') }}
    where subject_id is not null and leader_id is null
    union all
    select
        'survey_answers' as feed,
        'unknown_rater' as fault
    from {{ ref('int_survey_responses_attributed') }}
    where is_rater_unknown
    union all
    select
        'behavior_observations' as feed,
        'unknown_leader' as fault
    from {{ ref('int_observations_counted') }}
    where leader_id is null
    union all
    select
        'one_on_ones' as feed,
        'unknown_leader' as fault
    from {{ ref('int_one_on_ones_attributed') }}
    where leader_id is null
    union all
    select
        'hr_cases' as feed,
        'unknown_leader' as fault
    from {{ ref('int_cases_attributed') }}
    where recorded_leader_id is not null and leader_id is null
)

select
    faults.feed,
    faults.fault,
    count(*) as fault_count
from faults
group by faults.feed, faults.fault
