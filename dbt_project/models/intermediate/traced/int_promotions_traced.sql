{{ config(materialized='view') }}
{# Decisions behind the promotion impact ratio, and the roster rows that say which
    group each employee was in. #}
with pool as (
    select * from {{ ref('int_promotion_pool') }}
    where not is_left_out
),

roster as (
    select * from {{ ref('int_roster_closed') }}
)

select
    {{ traced_columns(
        'pool', 'decisions', "'promotion_impact_ratio'", 'pool.decided_on'
    ) }}
from pool
union all
select
    {{ traced_columns(
        'pool',
        'people',
        "'promotion_impact_ratio'",
        'pool.decided_on',
        lines='roster',
    ) }}
from pool
inner join roster
    on
        pool.employee_id = roster.employee_id
        and {{ holds_on('roster', 'pool.decided_on') }}
