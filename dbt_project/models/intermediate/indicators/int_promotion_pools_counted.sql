{# Everybody decided on in each scope and period who is not left out, whatever
    their group. #}
with pool as (
    select * from {{ ref('int_promotion_pool') }}
),

scoped as (
    select
        scopes.scope_type,
        {{ scope_id('pool') }} as scope_id,
        grains.period_grain,
        {{ period_start('pool.decided_on') }} as period_start,
        pool.employee_id,
        pool.is_promoted,
        pool.is_left_out,
        pool.decided_on
    from pool
    cross join {{ scope_rows(['company', 'business_unit']) }} as scopes
    cross join {{ grain_rows(['quarter', 'year']) }} as grains
)

select
    scoped.scope_type,
    scoped.scope_id,
    scoped.period_grain,
    scoped.period_start,
    count(distinct scoped.employee_id) filter (where not scoped.is_left_out)
        as people_count,
    count(*) filter (where not scoped.is_left_out) as decision_count,
    count(*) filter (where scoped.is_promoted and not scoped.is_left_out)
        as promotion_count,
    max(scoped.decided_on) as last_decided_on
from scoped
where scoped.scope_id is not null
group by
    scoped.scope_type,
    scoped.scope_id,
    scoped.period_grain,
    scoped.period_start
