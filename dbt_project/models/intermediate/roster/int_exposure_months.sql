{# Person-months under each leader, by days in post. #}
with in_post as (
    select * from {{ ref('int_people_in_post') }}
),

months as (
    select
        period_start as month_start,
        {{ date_moved('period_end', 'day', 1) }} as month_end
    from {{ ref('int_periods_spanned') }}
    where period_grain = 'month'
)

select
    months.month_start,
    in_post.leader_id,
    in_post.org_unit_id,
    in_post.business_unit,
    in_post.cohort_id,
    cast(
        sum(
            {{ days_between(
                'greatest(in_post.valid_from, months.month_start)',
                'least(in_post.valid_to, months.month_end)',
            ) }}
        ) as double
    )
    / max({{ days_between('months.month_start', 'months.month_end') }})
        as person_months,
    count(distinct in_post.employee_id) as people_count
from in_post
inner join months
    on
        in_post.valid_from < months.month_end
        and in_post.valid_to > months.month_start
group by
    months.month_start,
    in_post.leader_id,
    in_post.org_unit_id,
    in_post.business_unit,
    in_post.cohort_id
