{# Person-months under the leaders of each scope, and how many people that was on
    average over the months. #}
with exposure as (
    select * from {{ ref('int_exposure_months') }}
),

scoped as (
    select
        scopes.scope_type,
        {{ scope_id('exposure') }} as scope_id,
        grains.period_grain,
        {{ period_start('exposure.month_start') }} as period_start,
        exposure.month_start,
        exposure.person_months,
        exposure.people_count
    from exposure
    cross join {{ scope_rows() }} as scopes
    cross join {{ grain_rows() }} as grains
)

select
    scoped.scope_type,
    scoped.scope_id,
    scoped.period_grain,
    scoped.period_start,
    sum(scoped.person_months) as person_months,
    floor(
        cast(sum(scoped.people_count) as double) / count(distinct scoped.month_start)
    ) as people_count,
    max(scoped.month_start) as last_month
from scoped
where scoped.scope_id is not null
group by
    scoped.scope_type,
    scoped.scope_id,
    scoped.period_grain,
    scoped.period_start
