{# Where each leader stood in each period: the groups that a leader's numbers are part
    of; one row for each place, of whoever moved. #}
with leaders as (
    select * from {{ ref('int_leaders_dated') }}
),

periods as (
    select * from {{ ref('int_periods_spanned') }}
)

select distinct
    periods.period_grain,
    periods.period_start,
    leaders.leader_id,
    leaders.org_unit_id,
    leaders.business_unit,
    leaders.cohort_id
from leaders
inner join periods
    on
        leaders.valid_from <= periods.period_end
        and leaders.valid_to > periods.period_start
