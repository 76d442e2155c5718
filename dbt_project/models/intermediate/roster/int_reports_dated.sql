{# Each employee's leader and the leader's unit, as they were: an employee's interval
    is cut wherever the leader's own state changes. Where no leader can be named (top of
    the house, a faulty line, a manager who is no leader or has left), the employee's
    own unit stands. #}
with roster as (
    select
        *,
        case when not is_hierarchy_faulty then manager_id end as trusted_manager_id
    from {{ ref('int_roster_dated') }}
),

leaders as (
    select * from {{ ref('int_leaders_dated') }}
),

cuts as (
    select
        roster.employee_id,
        roster.valid_from,
        roster.valid_from as cut_on
    from roster
    union
    select
        roster.employee_id,
        roster.valid_from,
        leaders.valid_from as cut_on
    from roster
    inner join leaders on roster.trusted_manager_id = leaders.leader_id
    where
        leaders.valid_from > roster.valid_from and leaders.valid_from < roster.valid_to
    union
    select
        roster.employee_id,
        roster.valid_from,
        leaders.valid_to as cut_on
    from roster
    inner join leaders on roster.trusted_manager_id = leaders.leader_id
    where leaders.valid_to > roster.valid_from and leaders.valid_to < roster.valid_to
),

pieces as (
    select
        roster.*,
        cuts.cut_on,
        lead(cuts.cut_on, 1, roster.valid_to) over (
            partition by roster.employee_id, roster.valid_from order by cuts.cut_on
        ) as next_cut_on
    from roster
    inner join cuts
        on
            roster.employee_id = cuts.employee_id
            and roster.valid_from = cuts.valid_from
)

select
    pieces.employee_id,
    leaders.leader_id,
    leaders.cohort_id,
    leaders.hired_on as leader_hired_on,
    pieces.hired_on,
    pieces.managed_since,
    pieces.is_roster_backfilled,
    pieces.cut_on as valid_from,
    pieces.next_cut_on as valid_to,
    case
        when leaders.leader_id is null then pieces.org_unit_id
        else leaders.org_unit_id
    end as org_unit_id,
    case
        when leaders.leader_id is null then pieces.business_unit
        else leaders.business_unit
    end as business_unit
from pieces
left join leaders
    on
        pieces.trusted_manager_id = leaders.leader_id
        and {{ holds_on('leaders', 'pieces.cut_on') }}
