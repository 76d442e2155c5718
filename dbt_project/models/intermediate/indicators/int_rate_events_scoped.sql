{# Events of each rate by scope and period; scopes without an event have no row here.
    #}
with events as (
    select * from {{ ref('int_rate_events_dated') }}
),

spans as (
    select * from {{ ref('int_indicator_spans') }}
),

scoped as (
    select
        events.indicator_id,
        spans.scope_type,
        {{ scope_id('events', 'spans') }} as scope_id,
        spans.period_grain,
        {{ period_start('events.occurred_on', 'spans.period_grain') }} as period_start
    from events
    inner join spans on events.indicator_id = spans.indicator_id
)

select
    scoped.indicator_id,
    scoped.scope_type,
    scoped.scope_id,
    scoped.period_grain,
    scoped.period_start,
    count(*) as event_count
from scoped
where scoped.scope_id is not null
group by
    scoped.indicator_id,
    scoped.scope_type,
    scoped.scope_id,
    scoped.period_grain,
    scoped.period_start
