{# Cumulative: who, of those assigned by the end of the period, has completed by then.
    A learner in several programs has completed when each of them is. Every assignment
    tells whether it is completed, so nobody is unheard. #}
with trainees as (
    select * from {{ ref('int_trainees_tracked') }}
),

spans as (
    select * from {{ ref('int_indicator_spans') }}
    where indicator_id = 'training_completion_share'
),

periods as (
    select * from {{ ref('int_periods_spanned') }}
),

learners as (
    select
        spans.construct,
        spans.scope_type,
        {{ scope_id('trainees', 'spans') }} as scope_id,
        periods.period_grain,
        periods.period_start,
        trainees.learner_id,
        min(
            case when trainees.completed_on <= periods.period_end then 1.0 else 0.0 end
        ) as is_complete,
        max(
            case
                when trainees.completed_on <= periods.period_end
                    then trainees.completed_on
                else trainees.assigned_on
            end
        ) as last_on
    from trainees
    inner join periods on trainees.assigned_on <= periods.period_end
    inner join spans on periods.period_grain = spans.period_grain
    group by
        spans.construct,
        spans.scope_type,
        {{ scope_id('trainees', 'spans') }},
        periods.period_grain,
        periods.period_start,
        trainees.learner_id
),

counted as (
    select
        {{ indicator_keys('learners') }},
        sum(learners.is_complete) as numerator,
        cast(count(*) as double) as denominator,
        max(learners.last_on) as last_evidence_on
    from learners
    where learners.scope_id is not null
    group by {{ indicator_keys('learners') }}
),

final as (
    select
        {{ indicator_keys('counted') }},
        {{ headcount_columns('counted', z_95()) }},
        counted.numerator,
        counted.denominator,
        counted.denominator as rater_count,
        counted.denominator as response_count,
        counted.denominator as eligible_count,
        counted.denominator as people_count,
        1.0 as answered_share,
        counted.last_evidence_on
    from counted
)

{{ indicator_columns(
    'final',
    'training_completion_share',
    absent=['instrument_version', 'estimate_note'],
) }}
