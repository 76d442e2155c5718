{# What each cohort was chosen from: the 360 score of every leader not yet trained,
    in the last waves before the cohort's first training, on the version of the last
    of them. #}
with cohorts as (
    select
        cohort_id,
        min(trained_on) as first_trained_on
    from {{ ref('int_cohorts_assigned') }}
    where trained_on is not null and cohort_id is not null
    group by cohort_id
),

waves as (
    {{ waves_with_error('empathy_360_score') }}
),

leaders as (
    select
        leader_id,
        trained_on
    from {{ ref('int_cohorts_assigned') }}
),

before as (
    select
        cohorts.cohort_id,
        waves.leader_id,
        waves.cohort_id as own_cohort_id,
        waves.version_name,
        waves.wave_month,
        waves.mean_score,
        waves.error_variance,
        first_value(waves.version_name) over (
            partition by cohorts.cohort_id
            order by waves.wave_month desc, waves.version_name desc
        ) as last_version
    from cohorts
    inner join waves on cohorts.first_trained_on > waves.last_submitted_on
    left join leaders on waves.leader_id = leaders.leader_id
    where
        leaders.trained_on is null or waves.last_submitted_on < leaders.trained_on
),

ranked as (
    select
        *,
        dense_rank() over (
            partition by cohort_id order by wave_month desc
        ) as recency
    from before
    where version_name = last_version
)

select
    ranked.cohort_id,
    ranked.leader_id,
    max(ranked.own_cohort_id) as own_cohort_id,
    coalesce(max(ranked.own_cohort_id) = ranked.cohort_id, false) as is_member,
    count(*) as wave_count,
    avg(ranked.mean_score) as baseline_score,
    sum(ranked.error_variance) / (count(*) * count(*)) as error_variance
from ranked
where ranked.recency <= {{ threshold('baseline_max_waves') }}
group by ranked.cohort_id, ranked.leader_id
