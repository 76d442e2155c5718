{# One-on-ones planned with each leader's people, on the planned day. #}
with meetings as (
    select * from {{ ref('stg_operations__one_on_ones') }}
    where held_on <= {{ as_of() }}
),

leaders as (
    select * from {{ ref('int_leaders_dated') }}
)

select
    meetings.leader_id as recorded_leader_id,
    meetings.employee_id,
    meetings.held_on,
    meetings.is_held,
    leaders.leader_id,
    leaders.org_unit_id,
    leaders.business_unit,
    leaders.cohort_id,
    {{ lineage('meetings') }}
from meetings
left join leaders
    on
        meetings.leader_id = leaders.leader_id
        and {{ holds_on('leaders', 'meetings.held_on') }}
