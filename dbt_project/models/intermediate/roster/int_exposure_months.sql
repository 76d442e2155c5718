{#- Person-months under each leader, by days in post. Time before the roster begins is
    not exposure, save the rest of its first month; a person first seen later counts
    from the hire date, or from the first of that month when there is none. -#}
with reports as (
    select * from {{ ref('int_reports_dated') }}
),

months as (
    select
        period_start as month_start,
        {{ date_moved('period_end', 'day', 1) }} as month_end
    from {{ ref('int_periods_spanned') }}
    where period_grain = 'month'
),

roster_begins as (
    select cast(date_trunc('month', min(valid_from)) as date) as first_month
    from reports
    where not is_roster_backfilled
),

in_post as (
    select
        reports.employee_id,
        reports.leader_id,
        reports.org_unit_id,
        reports.business_unit,
        reports.cohort_id,
        case
            when reports.is_roster_backfilled
                then greatest(
                    reports.valid_from,
                    roster_begins.first_month,
                    coalesce(
                        reports.hired_on,
                        cast(date_trunc('month', reports.valid_to) as date)
                    )
                )
            else reports.valid_from
        end as valid_from,
        least(reports.valid_to, {{ date_moved(as_of(), 'day', 1) }}) as valid_to
    from reports
    cross join roster_begins
)

select
    months.month_start,
    in_post.leader_id,
    in_post.org_unit_id,
    in_post.business_unit,
    in_post.cohort_id,
    sum(
        cast(
            {{ days_between(
                'greatest(in_post.valid_from, months.month_start)',
                'least(in_post.valid_to, months.month_end)',
            ) }} as double
        )
        / {{ days_between('months.month_start', 'months.month_end') }}
    ) as person_months,
    count(distinct in_post.employee_id) as people_count
from in_post
inner join months
    on
        in_post.valid_from < months.month_end
        and in_post.valid_to > months.month_start
where in_post.valid_from < in_post.valid_to
group by
    months.month_start,
    in_post.leader_id,
    in_post.org_unit_id,
    in_post.business_unit,
    in_post.cohort_id
