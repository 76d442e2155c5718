{# What to do after each pilot, and what it rests on: whether the data are proven. #}
with cohorts as (
    select * from {{ ref('int_pilot_cohorts') }}
),

quality as (
    select * from {{ ref('int_pilot_quality') }}
),

decided as (
    select * from {{ ref('int_pilot_decided') }}
)

select
    'cohort' as scope_type,
    cohorts.cohort_id as scope_id,
    cohorts.starts_on as pilot_starts_on,
    cohorts.ends_on as pilot_ends_on,
    coalesce(decided.decision, 'too_early') as decision,
    coalesce(
        decided.decision_reason,
        case
            when cohorts.starts_on is null then 'pilot_not_started'
            else 'pilot_not_over'
        end
    ) as decision_reason,
    cast(cohorts.leader_count as bigint) as leader_count,
    case when decided.decision is not null then quality.is_complete end as is_complete,
    case when decided.decision is not null then quality.has_raters end as has_raters,
    case
        when decided.decision is not null
            then
                {{ rounded_to(
                    'quality.agreement', threshold('published_share_decimals')
                ) }}
    end as agreement,
    case when decided.decision is not null then quality.is_agreed end as is_agreed,
    cast(null as string) as release_id
from cohorts
inner join quality on cohorts.cohort_id = quality.cohort_id
left join decided on cohorts.cohort_id = decided.cohort_id
