{# Coaching sessions of leaders in post. #}
with sessions as (
    select * from {{ ref('stg_coaching__sessions') }}
    where held_on <= {{ as_of() }}
),

leaders as (
    select * from {{ ref('int_leaders_dated') }}
)

select
    sessions.leader_id as recorded_leader_id,
    sessions.held_on,
    sessions.kind,
    leaders.leader_id,
    leaders.org_unit_id,
    leaders.business_unit,
    leaders.cohort_id,
    {{ lineage('sessions') }}
from sessions
left join leaders
    on
        sessions.leader_id = leaders.leader_id
        and {{ holds_on('leaders', 'sessions.held_on') }}
