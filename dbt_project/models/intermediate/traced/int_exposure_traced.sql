{{ config(materialized='view') }}
{# Roster rows that put people in post: the person-months of the rates, and the people
    whose teams' goals are counted. #}
with people as (
    select * from {{ ref('int_people_in_post') }}
),

roster as (
    select * from {{ ref('int_roster_closed') }}
),

exposed as (
    select indicator_id from {{ ref('indicators') }}
    where
        unit like '%person-years'
        or indicator_id = 'team_goal_attainment_share'
)

select
    {{ traced_columns(
        'people',
        'people',
        'exposed.indicator_id',
        'greatest(people.valid_from, roster.valid_from)',
        date_moved('least(people.valid_to, roster.valid_to)', 'day', -1),
        lines='roster',
    ) }}
from people
inner join roster
    on
        people.employee_id = roster.employee_id
        and {{ overlaps('people', 'roster') }}
cross join exposed
