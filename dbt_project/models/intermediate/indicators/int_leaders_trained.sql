{# Trained leaders in post on the last day of each period (today, of an open one). #}
with leaders as (
    select * from {{ ref('int_leaders_dated') }}
    where trained_on is not null
),

periods as (
    select
        *,
        least(period_end, {{ as_of() }}) as counted_on
    from {{ ref('int_periods_spanned') }}
)

select
    leaders.leader_id,
    leaders.org_unit_id,
    leaders.business_unit,
    leaders.cohort_id,
    leaders.trained_on,
    periods.period_grain,
    periods.period_start,
    periods.counted_on
from leaders
inner join periods
    on
        leaders.trained_on <= periods.counted_on
        and {{ holds_on('leaders', 'periods.counted_on') }}
