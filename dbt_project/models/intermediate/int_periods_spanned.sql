{# Months, quarters and years from the first evidence to as_of; the last may be open.
    Counted backward, so that one mistyped date of long ago cannot unbound the grid. #}
with recursive spans as (
    select first_on from {{ ref('int_people_events_spanned') }}
    union all
    select first_on from {{ ref('int_ratings_spanned') }}
),

bounds as (
    select
        cast(date_trunc('month', min(spans.first_on)) as date) as first_month,
        cast(date_trunc('month', {{ as_of() }}) as date) as last_month,
        {{ threshold('history_max_months') }} as month_limit
    from spans
    having count(*) > 0
),

months as (
    select
        bounds.last_month as month_start,
        1 as month_number
    from bounds
    union all
    select
        {{ date_moved('months.month_start', 'month', -1) }} as month_start,
        months.month_number + 1 as month_number
    from months
    cross join bounds
    where
        months.month_start > bounds.first_month
        and months.month_number < bounds.month_limit
),

periods as (
    select distinct
        grains.period_grain,
        {{ period_start('months.month_start') }} as period_start
    from months
    cross join {{ grain_rows() }} as grains
),

ended as (
    select
        periods.period_grain,
        periods.period_start,
        {{ date_moved(
            period_after('periods.period_start', 'periods.period_grain'), 'day', -1
        ) }} as period_end
    from periods
)

select
    ended.period_grain,
    ended.period_start,
    ended.period_end,
    ended.period_end <= {{ as_of() }} as is_complete
from ended
