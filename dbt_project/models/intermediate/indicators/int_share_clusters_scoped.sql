{# Successes and trials by cluster: under a leader an observer's trials hang together,
    in a group of leaders those of a leader. #}
with trials as (
    select * from {{ ref('int_share_trials_dated') }}
    where is_counted
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
        case
            when spans.scope_type = 'leader' then trials.observer_id
            else trials.leader_id
        end as cluster_id,
        trials.successes,
        trials.trials,
        trials.occurred_on
    from trials
    inner join spans
        on
            trials.indicator_id = spans.indicator_id
            and spans.construct in ('all', trials.construct)
)

select
    scoped.indicator_id,
    {{ indicator_keys('scoped') }},
    scoped.cluster_id,
    sum(scoped.successes) as successes,
    sum(scoped.trials) as trials,
    max(scoped.occurred_on) as last_on
from scoped
where scoped.scope_id is not null
group by
    scoped.indicator_id,
    {{ indicator_keys('scoped') }},
    scoped.cluster_id
