{# Organizational units as they are on as_of, or were when last known. #}
with units as (
    select
        *,
        row_number() over (
            partition by org_unit_id order by valid_from desc nulls last
        ) as rank_from_last
    from {{ ref('int_org_units_dated') }}
    where valid_from <= {{ as_of() }}
)

select
    units.org_unit_id,
    units.business_unit,
    cast(units.leader_count as bigint) as leader_count
from units
where units.rank_from_last = 1
