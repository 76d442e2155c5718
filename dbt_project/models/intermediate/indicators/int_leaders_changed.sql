{# Each trained leader's change in the 360 score: from the mean of the last waves
    before training to each wave from six months after it, on one instrument version, in
    standard errors of the change. A row holds until the leader's next wave. #}
with waves as (
    {{ waves_with_error('empathy_360_score') }}
),

cohorts as (
    select
        leader_id,
        trained_on,
        {{ date_moved('trained_on', 'month', threshold('improved_min_months')) }}
            as due_on
    from {{ ref('int_cohorts_assigned') }}
    where trained_on is not null
),

before as (
    select
        waves.*,
        row_number() over (
            partition by waves.leader_id, waves.instrument_id, waves.instrument_version
            order by waves.wave_month desc, waves.last_submitted_on desc
        ) as recency
    from waves
    inner join cohorts
        on
            waves.leader_id = cohorts.leader_id
            and waves.last_submitted_on < cohorts.trained_on
),

baselines as (
    select
        before.leader_id,
        before.instrument_id,
        before.instrument_version,
        avg(before.mean_score) as mean_score,
        sum(before.error_variance) / (count(*) * count(*)) as error_variance,
        count(*) as wave_count,
        min(before.wave_month) as first_month,
        max(before.wave_month) as last_month
    from before
    where before.recency <= {{ threshold('baseline_max_waves') }}
    group by before.leader_id, before.instrument_id, before.instrument_version
)

select
    waves.leader_id,
    waves.instrument_id || '/' || waves.instrument_version as instrument_version,
    baselines.first_month as baseline_first_month,
    baselines.last_month as baseline_last_month,
    baselines.wave_count as baseline_wave_count,
    waves.wave_month,
    waves.last_submitted_on,
    baselines.mean_score as baseline_score,
    waves.mean_score,
    waves.mean_score - baselines.mean_score as score_change,
    baselines.error_variance + waves.error_variance as change_variance,
    {{ reliable_change(
        'baselines.mean_score',
        'waves.mean_score',
        'baselines.error_variance',
        'waves.error_variance',
    ) }} as reliable_change,
    waves.last_submitted_on as valid_from,
    lead(waves.last_submitted_on, 1, {{ open_end() }}) over (
        partition by waves.leader_id
        order by waves.wave_month, waves.last_submitted_on, waves.instrument_version
    ) as valid_to
from waves
inner join cohorts
    on waves.leader_id = cohorts.leader_id and waves.wave_month >= cohorts.due_on
inner join baselines
    on
        waves.leader_id = baselines.leader_id
        and waves.instrument_id = baselines.instrument_id
        and waves.instrument_version = baselines.instrument_version
