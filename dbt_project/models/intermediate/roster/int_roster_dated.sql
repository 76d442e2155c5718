{# Which reporting lines cannot be believed. A line that closes a loop on any day is
    not used on any of its days: which of its lines is wrong cannot be told. #}
with recursive roster as (
    select * from {{ ref('int_roster_managed') }}
),

managers as (
    select distinct roster.manager_id from roster
    where roster.manager_id is not null
),

employees as (
    select distinct roster.employee_id from roster
),

-- a loop runs through managers only
lines as (
    select
        roster.employee_id,
        roster.manager_id,
        roster.managed_since,
        min(roster.valid_from) as valid_from,
        max(roster.valid_to) as valid_to
    from roster
    inner join managers on roster.employee_id = managers.manager_id
    where roster.manager_id <> roster.employee_id
    group by roster.employee_id, roster.manager_id, roster.managed_since
),

climbed as (
    select
        lines.employee_id,
        lines.managed_since,
        lines.manager_id as reached_id,
        lines.valid_from,
        lines.valid_to
    from lines
    union
    select
        climbed.employee_id,
        climbed.managed_since,
        lines.manager_id as reached_id,
        greatest(climbed.valid_from, lines.valid_from) as valid_from,
        least(climbed.valid_to, lines.valid_to) as valid_to
    from climbed
    inner join lines
        on
            climbed.reached_id = lines.employee_id
            and {{ overlaps('climbed', 'lines') }}
    where climbed.reached_id <> climbed.employee_id
),

loops as (
    select distinct
        climbed.employee_id,
        climbed.managed_since
    from climbed
    where climbed.reached_id = climbed.employee_id
),

judged as (
    select
        roster.*,
        case
            when roster.manager_id = roster.employee_id then 'self_manager'
            when roster.manager_id is not null and employees.employee_id is null
                then 'unknown_manager'
            when loops.employee_id is not null then 'cycle'
        end as fault
    from roster
    left join employees on roster.manager_id = employees.employee_id
    left join loops
        on
            roster.employee_id = loops.employee_id
            and roster.managed_since = loops.managed_since
)

select
    judged.employee_id,
    judged.manager_id,
    judged.org_unit_id,
    judged.business_unit,
    judged.role_family,
    judged.job_level,
    judged.country,
    judged.gender,
    judged.ethnicity,
    judged.hired_on,
    judged.managed_since,
    judged.fault,
    judged.valid_from,
    judged.valid_to,
    judged.is_roster_backfilled,
    judged.is_people_leader,
    judged.fault is not null as is_hierarchy_faulty
from judged
