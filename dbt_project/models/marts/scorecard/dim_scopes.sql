{# The groups that are reported on, and whether all readers get their numbers. #}
select
    scope_type,
    scope_id,
    guard_reason,
    cast(leader_count as bigint) as leader_count,
    guard_reason is not null as is_for_people_partners
from {{ ref('int_scopes_guarded') }}
