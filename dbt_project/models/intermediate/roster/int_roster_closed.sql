{#- The roster as intervals. A row holds until the next change or the last day in post.
    A row dated after an exit is a new stint only when its hire date says so: many
    systems go on listing people who left. The first known state also stands, marked as
    backfilled, for the time before it: without limit when the roster begins with it,
    otherwise from the hire date. -#}
{%- set attributes = [
    'manager_id', 'org_unit_id', 'business_unit', 'role_family', 'job_level',
    'country', 'gender', 'ethnicity', 'hired_on', 'is_people_leader',
] -%}
with roster as (
    select
        *,
        greatest(effective_on, coalesce(hired_on, effective_on)) as known_on,
        coalesce(hired_on, {{ open_start() }}) as anchor_on,
        {{ fingerprint(attributes) }} as state
    from {{ ref('stg_hr__roster') }}
),

stints as (
    select
        employee_id,
        separated_on,
        lag(separated_on) over (
            partition by employee_id order by separated_on
        ) as previous_on
    from {{ ref('stg_hr__separations') }}
    where separated_on <= {{ as_of() }}
),

placed as (
    select
        roster.*,
        coalesce(
            {{ date_moved('stints.separated_on', 'day', 1) }}, {{ open_end() }}
        ) as closed_from,
        min(roster.known_on) over () as roster_from
    from roster
    left join stints
        on
            roster.employee_id = stints.employee_id
            and roster.anchor_on <= stints.separated_on
            and (
                stints.previous_on is null or roster.anchor_on > stints.previous_on
            )
    where roster.known_on <= {{ as_of() }}
),

compared as (
    select
        *,
        lag(state) over (
            partition by employee_id, closed_from order by known_on, effective_on
        ) as previous_state
    from placed
),

changed as (
    select
        *,
        lead(known_on, 1, closed_from) over (
            partition by employee_id, closed_from order by known_on, effective_on
        ) as next_on
    from compared
    where previous_state is null or previous_state <> state
),

intervals as (
    select
        *,
        false as is_roster_backfilled,
        known_on as valid_from,
        least(next_on, closed_from) as valid_to
    from changed
    union all
    select
        *,
        true as is_roster_backfilled,
        case when known_on = roster_from then {{ open_start() }} else hired_on end
            as valid_from,
        least(known_on, closed_from) as valid_to
    from changed
    where previous_state is null
)

select
    employee_id,
    {{ attributes | join(',\n    ') }},
    is_roster_backfilled,
    valid_from,
    valid_to
from intervals
where valid_from < valid_to
