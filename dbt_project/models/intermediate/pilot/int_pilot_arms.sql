{# Who is in a pilot: the cohort as it was assigned, whoever finished the training,
    and the leaders who are not trained before it ends. #}
with cohorts as (
    select * from {{ ref('int_pilot_cohorts') }}
),

leaders as (
    select
        leader_id,
        cohort_id,
        min(trained_on) as trained_on
    from {{ ref('int_leaders_dated') }}
    group by leader_id, cohort_id
)

select
    cohorts.cohort_id,
    leaders.leader_id,
    coalesce(leaders.cohort_id = cohorts.cohort_id, false) as is_member
from cohorts
cross join leaders
where
    leaders.cohort_id = cohorts.cohort_id
    or leaders.trained_on is null
    or leaders.trained_on >= {{ date_moved(
        'cohorts.baseline_until', 'day', threshold('pilot_days')
    ) }}
