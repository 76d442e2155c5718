{{ config(materialized='view') }}
{# Events behind each rate, and the cases behind the time it takes to close one. #}
with events as (
    select * from {{ ref('int_rate_events_dated') }}
),

cases as (
    select * from {{ ref('int_cases_attributed') }}
)

select
    {{ traced_columns(
        'events', 'events', 'events.indicator_id', 'events.occurred_on'
    ) }}
from events
union all
select
    {{ traced_columns(
        'cases', 'events', "'case_resolution_days'", 'cases.opened_on'
    ) }}
from cases
