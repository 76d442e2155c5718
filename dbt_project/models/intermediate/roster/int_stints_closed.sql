{# Each stint of employment that has ended, with the exit before it. #}
with separations as (
    select * from {{ ref('stg_hr__separations') }}
    where separated_on <= {{ as_of() }}
)

select
    employee_id,
    separated_on,
    lag(separated_on) over (
        partition by employee_id order by separated_on
    ) as previous_on,
    {{ date_moved('separated_on', 'day', 1) }} as closed_from
from separations
