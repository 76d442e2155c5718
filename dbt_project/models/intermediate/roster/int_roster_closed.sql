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
        md5(
            {%- for attribute in attributes %}
            coalesce(cast({{ attribute }} as {{ dbt.type_string() }}), '~')
            {{- " || '|' ||" if not loop.last }}
            {%- endfor %}
        ) as state
    from {{ ref('stg_hr__roster') }}
    where
        greatest(effective_on, coalesce(hired_on, effective_on)) <= {{ as_of() }}
),

separations as (
    select * from {{ ref('stg_hr__separations') }}
    where separated_on <= {{ as_of() }}
),

stints as (
    select
        separations.employee_id,
        separations.separated_on,
        lag(separations.separated_on, 1, {{ open_start() }}) over (
            partition by separations.employee_id order by separations.separated_on
        ) as previous_on
    from separations
),

placed as (
    select
        roster.*,
        coalesce(
            {{ date_moved('stints.separated_on', 'day', 1) }}, {{ open_end() }}
        ) as closed_from
    from roster
    left join stints
        on
            roster.employee_id = stints.employee_id
            and coalesce(roster.hired_on, {{ open_start() }}) <= stints.separated_on
            and (
                coalesce(roster.hired_on, {{ open_start() }}) > stints.previous_on
                or stints.previous_on = {{ open_start() }}
            )
),

compared as (
    select
        placed.*,
        min(placed.known_on) over () as roster_from,
        lag(placed.state) over (
            partition by placed.employee_id, placed.closed_from
            order by placed.known_on, placed.effective_on
        ) as previous_state
    from placed
),

changed as (
    select
        compared.*,
        lead(compared.known_on) over (
            partition by compared.employee_id, compared.closed_from
            order by compared.known_on, compared.effective_on
        ) as next_on
    from compared
    where compared.previous_state is distinct from compared.state
),

intervals as (
    select
        changed.*,
        false as is_roster_backfilled,
        changed.known_on as valid_from,
        least(coalesce(changed.next_on, changed.closed_from), changed.closed_from)
            as valid_to
    from changed
    union all
    select
        changed.*,
        true as is_roster_backfilled,
        case
            when changed.known_on = changed.roster_from then {{ open_start() }}
            else changed.hired_on
        end as valid_from,
        least(changed.known_on, changed.closed_from) as valid_to
    from changed
    where changed.previous_state is null
)

select
    intervals.employee_id,
    {%- for attribute in attributes %}
    intervals.{{ attribute }},
    {%- endfor %}
    intervals.is_roster_backfilled,
    intervals.valid_from,
    intervals.valid_to
from intervals
where intervals.valid_from < intervals.valid_to
