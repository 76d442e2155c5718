{#- Distinct people whose observations or meetings stand behind each share, and how many
    trials there were before those of unfit observers were left out. Goals have no people
    of their own: theirs are those of the team. -#}
with trials as (
    select * from {{ ref('int_share_trials_dated') }}
    where indicator_id <> 'team_goal_attainment_share'
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
        trials.is_counted
    from trials
    inner join spans
        on
            trials.indicator_id = spans.indicator_id
            and spans.construct in ('all', trials.construct)
)

select
    scoped.indicator_id,
    scoped.construct,
    scoped.scope_type,
    scoped.scope_id,
    scoped.period_grain,
    scoped.period_start,
    count(distinct case when scoped.is_counted then scoped.observer_id end) as rater_count,
    count(*) as offered_count
from scoped
where scoped.scope_id is not null
group by
    scoped.indicator_id,
    scoped.construct,
    scoped.scope_type,
    scoped.scope_id,
    scoped.period_grain,
    scoped.period_start
