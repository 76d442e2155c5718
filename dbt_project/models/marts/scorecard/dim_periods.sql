with periods as (
    select * from {{ ref('int_periods_spanned') }}
)

select
    periods.period_grain,
    periods.period_start,
    periods.period_end,
    periods.is_complete
from periods
