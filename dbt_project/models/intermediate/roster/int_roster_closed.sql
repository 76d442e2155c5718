{# The roster as intervals. A row holds until the next change or the last day in post.
    A row dated after an exit is a new stint only when its hire date says so: many
    systems go on listing people who left. The first known state also stands, marked as
    backfilled, for the time before it: without limit when the roster begins with it,
    otherwise from the hire date. #}
{% set attributes = [
    'manager_id', 'org_unit_id', 'business_unit', 'role_family', 'job_level',
    'country', 'gender', 'ethnicity', 'hired_on', 'is_people_leader',
] %}
with roster as (
    select
        *,
        greatest(effective_on, coalesce(hired_on, effective_on)) as known_on,
        coalesce(hired_on, {{ open_start() }}) as anchor_on
    from {{ ref('stg_hr__roster') }}
),

stints as (
    select * from {{ ref('int_stints_closed') }}
),

-- narrow, because every row of every snapshot passes through the windows below
states as (
    select
        roster.employee_id,
        roster.effective_on,
        roster.known_on,
        coalesce(stints.closed_from, {{ open_end() }}) as closed_from,
        {{ fingerprint(attributes, 'roster') }} as state
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
    from states
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

beginning as (
    select min(known_on) as roster_from from states
),

known as (
    select
        employee_id,
        effective_on,
        false as is_roster_backfilled,
        known_on as valid_from,
        least(next_on, closed_from) as valid_to
    from changed
    union all
    select
        changed.employee_id,
        changed.effective_on,
        true as is_roster_backfilled,
        case when changed.known_on = beginning.roster_from then {{ open_start() }} end
            as valid_from,
        least(changed.known_on, changed.closed_from) as valid_to
    from changed
    cross join beginning
    where changed.previous_state is null
),

intervals as (
    select
        roster.*,
        known.is_roster_backfilled,
        known.valid_to,
        coalesce(known.valid_from, roster.hired_on) as valid_from
    from known
    inner join roster
        on
            known.employee_id = roster.employee_id
            and known.effective_on = roster.effective_on
)

select
    employee_id,
    {{ attributes | join(',\n    ') }},
    is_roster_backfilled,
    valid_from,
    valid_to,
    source_id,
    file_sha256,
    file_line
from intervals
where valid_from < valid_to
