{# Events under the leaders of a pilot and the person-days they are of: in the days
    before it starts (day 0), and from its start to each of its days. #}
with windows as (
    select * from {{ ref('int_pilot_windows') }}
    where is_over
),

people as (
    select * from {{ ref('int_people_in_post') }}
    where cohort_id is not null
),

events as (
    select * from {{ ref('int_rate_events_dated') }}
),

exposed as (
    select
        windows.cohort_id,
        windows.pilot_day,
        sum(
            {{ days_between(
                'greatest(people.valid_from, windows.from_on)',
                'least(people.valid_to, windows.until_on)',
            ) }}
        ) as person_days
    from windows
    inner join people
        on
            windows.cohort_id = people.cohort_id
            and windows.until_on > people.valid_from
            and windows.from_on < people.valid_to
    group by windows.cohort_id, windows.pilot_day
),

counted as (
    select
        windows.cohort_id,
        windows.pilot_day,
        events.indicator_id,
        count(*) as event_count
    from windows
    inner join events
        on
            windows.cohort_id = events.cohort_id
            and windows.from_on <= events.occurred_on
            and windows.until_on > events.occurred_on
    group by windows.cohort_id, windows.pilot_day, events.indicator_id
),

indicators as (
    select distinct indicator_id from events
)

select
    exposed.cohort_id,
    indicators.indicator_id,
    exposed.pilot_day,
    exposed.person_days,
    coalesce(counted.event_count, 0) as event_count
from exposed
cross join indicators
left join counted
    on
        exposed.cohort_id = counted.cohort_id
        and exposed.pilot_day = counted.pilot_day
        and indicators.indicator_id = counted.indicator_id
