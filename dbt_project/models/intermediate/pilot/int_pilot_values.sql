{# Each leader's value of each score and share in each window of a pilot, with its
    error variance; of those who wait only the one before the start. #}
with windows as (
    select * from {{ ref('int_pilot_windows') }}
    where is_over
),

arms as (
    select * from {{ ref('int_pilot_arms') }}
),

waves as (
    select * from {{ ref('int_survey_leader_waves') }}
    where construct = 'all'
),

variances as (
    select * from {{ ref('int_survey_variance_pooled') }}
    where construct = 'all' and period_grain = 'month'
),

trials as (
    select * from {{ ref('int_share_trials_dated') }}
    where is_counted
),

scores as (
    select
        windows.cohort_id,
        windows.pilot_day,
        waves.leader_id,
        waves.indicator_id,
        avg(waves.mean_score) as leader_value,
        sum(variances.within_variance / waves.response_count) / (count(*) * count(*))
            as error_variance
    from waves
    inner join windows
        on
            waves.last_submitted_on >= windows.from_on
            and waves.last_submitted_on < windows.until_on
    left join variances
        on
            waves.indicator_id = variances.indicator_id
            and waves.instrument_id = variances.instrument_id
            and waves.instrument_version = variances.instrument_version
            and waves.wave_month = variances.period_start
    group by
        windows.cohort_id, windows.pilot_day, waves.leader_id, waves.indicator_id
),

shares as (
    select
        windows.cohort_id,
        windows.pilot_day,
        trials.leader_id,
        trials.indicator_id,
        sum(trials.successes) / sum(trials.trials) as leader_value,
        sum(trials.trials) as trial_count
    from trials
    inner join windows
        on
            trials.occurred_on >= windows.from_on
            and trials.occurred_on < windows.until_on
    group by
        windows.cohort_id, windows.pilot_day, trials.leader_id, trials.indicator_id
),

valued as (
    select * from scores
    union all
    select
        shares.cohort_id,
        shares.pilot_day,
        shares.leader_id,
        shares.indicator_id,
        shares.leader_value,
        shares.leader_value * (1 - shares.leader_value)
        / nullif(shares.trial_count - 1, 0) as error_variance
    from shares
)

select
    valued.cohort_id,
    valued.indicator_id,
    valued.pilot_day,
    valued.leader_id,
    arms.is_member,
    valued.leader_value,
    valued.error_variance
from valued
inner join arms
    on valued.cohort_id = arms.cohort_id and valued.leader_id = arms.leader_id
where arms.is_member or valued.pilot_day = 0
