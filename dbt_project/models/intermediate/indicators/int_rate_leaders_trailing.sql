{# Events and person-months of each leader over the twelve months that end with a
    month. A month alone is too short to tell leaders apart. #}
with exposure as (
    select
        leader_id,
        month_start,
        sum(person_months) as person_months
    from {{ ref('int_exposure_months') }}
    where leader_id is not null
    group by leader_id, month_start
),

events as (
    select
        indicator_id,
        leader_id,
        cast(date_trunc('month', occurred_on) as date) as month_start,
        count(*) as event_count
    from {{ ref('int_rate_events_dated') }}
    where leader_id is not null
    group by
        indicator_id,
        leader_id,
        cast(date_trunc('month', occurred_on) as date)
),

indicators as (
    select distinct indicator_id from events
),

months as (
    select
        indicators.indicator_id,
        exposure.leader_id,
        exposure.month_start,
        exposure.person_months,
        coalesce(events.event_count, 0) as event_count
    from exposure
    cross join indicators
    left join events
        on
            indicators.indicator_id = events.indicator_id
            and exposure.leader_id = events.leader_id
            and exposure.month_start = events.month_start
)

select
    months.indicator_id,
    months.leader_id,
    months.month_start,
    sum(months.person_months) over (
        partition by months.indicator_id, months.leader_id
        order by months.month_start
        range between interval '11' month preceding and current row
    ) as person_months,
    sum(months.event_count) over (
        partition by months.indicator_id, months.leader_id
        order by months.month_start
        range between interval '11' month preceding and current row
    ) as event_count
from months
