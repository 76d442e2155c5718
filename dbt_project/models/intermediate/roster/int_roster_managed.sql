{# Since when each employee has been under the same manager without a break. The first
    known manager is taken to be the manager since the hire. #}
with roster as (
    select * from {{ ref('int_roster_closed') }}
),

neighbors as (
    select
        roster.*,
        lag(roster.manager_id) over (
            partition by roster.employee_id order by roster.valid_from
        ) as previous_manager_id,
        lag(roster.valid_to) over (
            partition by roster.employee_id order by roster.valid_from
        ) as previous_to
    from roster
),

begun as (
    select
        neighbors.*,
        case
            when
                neighbors.previous_to = neighbors.valid_from
                and coalesce(neighbors.previous_manager_id, '')
                = coalesce(neighbors.manager_id, '')
                then null
            when neighbors.is_roster_backfilled
                then coalesce(neighbors.hired_on, neighbors.valid_from)
            else neighbors.valid_from
        end as managed_from
    from neighbors
)

select
    begun.employee_id,
    begun.manager_id,
    begun.org_unit_id,
    begun.business_unit,
    begun.role_family,
    begun.job_level,
    begun.country,
    begun.gender,
    begun.ethnicity,
    begun.hired_on,
    begun.is_people_leader,
    begun.is_roster_backfilled,
    begun.valid_from,
    begun.valid_to,
    max(begun.managed_from) over (
        partition by begun.employee_id
        order by begun.valid_from
        rows between unbounded preceding and current row
    ) as managed_since
from begun
