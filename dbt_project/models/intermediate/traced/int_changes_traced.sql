{{ config(materialized='view') }}
{# Behind the share of leaders improved: the 360 answers of the baseline waves and of
    the latest, and the assignment that says when each leader was trained. #}
with assessed as (
    select * from {{ ref('int_leaders_assessed') }}
),

answers as (
    select * from {{ ref('int_answers_traced') }}
    where indicator_id = 'empathy_360_score' and construct = 'all'
),

assignments as (
    select * from {{ ref('int_cohorts_assigned') }}
)

select
    {{ traced_columns(
        'assessed',
        'answers',
        "'leaders_improved_share'",
        'assessed.period_start',
        period_grain='assessed.period_grain',
        lines='answers',
    ) }}
from assessed
inner join answers
    on
        assessed.leader_id = answers.leader_id
        and assessed.reliable_change is not null
        and (
            assessed.wave_month = answers.counts_from
            or answers.counts_from between
            assessed.baseline_first_month and assessed.baseline_last_month
        )
union all
select
    {{ traced_columns(
        'assessed',
        'assignments',
        "'leaders_improved_share'",
        'assessed.period_start',
        period_grain='assessed.period_grain',
        lines='assignments',
    ) }}
from assessed
inner join assignments on assessed.leader_id = assignments.leader_id
