{# Distinct people whose observations or meetings stand behind each share, and how many
    trials there were before those that cannot be told were left out. #}
with trials as (
    select * from {{ ref('int_share_trials_dated') }}
),

spans as (
    select * from {{ ref('int_indicator_spans') }}
),

scoped as (
    select
        trials.indicator_id,
        spans.construct,
        spans.scope_type,
        {{ scope_id('trials', 'spans') }} as scope_id,
        spans.period_grain,
        {{ period_start('trials.occurred_on', 'spans.period_grain') }} as period_start,
        trials.observer_id,
        trials.is_counted,
        trials.trials
    from trials
    inner join spans
        on
            trials.indicator_id = spans.indicator_id
            and spans.construct in ('all', trials.construct)
)

select
    scoped.indicator_id,
    {{ indicator_keys('scoped') }},
    count(distinct case when scoped.is_counted then scoped.observer_id end)
        as rater_count,
    sum(scoped.trials) as offered_count
from scoped
where scoped.scope_id is not null
group by
    scoped.indicator_id,
    {{ indicator_keys('scoped') }}
