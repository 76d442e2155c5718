{#- Where the smallest scopes stood in each period: leaders in post at any time of it
    and their units, with the business unit and cohort that their numbers are part of. -#}
with leaders as (
    select * from {{ ref('int_leaders_dated') }}
),

periods as (
    select * from {{ ref('int_periods_spanned') }}
)

select distinct
    scopes.scope_type,
    {{ scope_id('leaders') }} as scope_id,
    periods.period_grain,
    periods.period_start,
    leaders.business_unit,
    leaders.org_unit_id,
    leaders.cohort_id
from leaders
inner join periods
    on
        leaders.valid_from <= periods.period_end
        and leaders.valid_to > periods.period_start
cross join {{ scope_rows(['org_unit', 'leader']) }} as scopes
where {{ scope_id('leaders') }} is not null
