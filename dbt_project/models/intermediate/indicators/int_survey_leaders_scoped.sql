{# Each leader's score within each scope and period: the mean of the wave means, with
    its error variance. A rater who answers in several waves counts once: the error is
    multiplied by answers per distinct rater of the leader. #}
with waves as (
    select * from {{ ref('int_survey_leader_waves') }}
),

spans as (
    select * from {{ ref('int_indicator_spans') }}
),

variances as (
    select * from {{ ref('int_survey_variance_pooled') }}
),

raters as (
    select
        *,
        cast(response_count as double) / rater_count as answers_per_rater
    from {{ ref('int_survey_raters_scoped') }}
    where scope_type = 'leader'
),

dated as (
    select
        waves.*,
        spans.scope_type,
        {{ scope_id('waves', 'spans') }} as scope_id,
        spans.period_grain,
        {{ period_start('waves.wave_month', 'spans.period_grain') }} as period_start,
        waves.instrument_id || '/' || waves.instrument_version as version_name
    from waves
    inner join spans
        on
            waves.indicator_id = spans.indicator_id
            and waves.construct = spans.construct
),

leaders as (
    select
        dated.indicator_id,
        {{ indicator_keys('dated') }},
        dated.leader_id,
        avg(dated.mean_score) as mean_score,
        count(*) as wave_count,
        sum(1.0 / dated.response_count) as inverse_responses,
        sum(variances.within_variance / dated.response_count) as wave_errors,
        max(variances.degrees_of_freedom) as degrees_of_freedom,
        sum(dated.answered_count) as answered_count,
        sum(dated.applicable_count) as applicable_count,
        max(dated.last_submitted_on) as last_submitted_on,
        min(dated.version_name) as first_version,
        max(dated.version_name) as last_version
    from dated
    left join variances
        on
            dated.indicator_id = variances.indicator_id
            and dated.construct = variances.construct
            and dated.instrument_id = variances.instrument_id
            and dated.instrument_version = variances.instrument_version
            and dated.period_grain = variances.period_grain
            and dated.period_start = variances.period_start
    where dated.scope_id is not null
    group by
        dated.indicator_id,
        {{ indicator_keys('dated') }},
        dated.leader_id
)

select
    leaders.indicator_id,
    {{ indicator_keys('leaders') }},
    leaders.leader_id,
    leaders.mean_score,
    leaders.wave_count * leaders.wave_count
    / (leaders.inverse_responses * coalesce(raters.answers_per_rater, 1))
        as effective_raters,
    leaders.wave_errors * coalesce(raters.answers_per_rater, 1)
    / (leaders.wave_count * leaders.wave_count) as error_variance,
    leaders.wave_errors / (leaders.wave_count * leaders.wave_count)
        as error_per_answer,
    leaders.degrees_of_freedom,
    leaders.answered_count,
    leaders.applicable_count,
    leaders.last_submitted_on,
    leaders.first_version,
    leaders.last_version
from leaders
left join raters
    on
        leaders.indicator_id = raters.indicator_id
        and leaders.construct = raters.construct
        and leaders.leader_id = raters.scope_id
        and leaders.period_grain = raters.period_grain
        and leaders.period_start = raters.period_start
