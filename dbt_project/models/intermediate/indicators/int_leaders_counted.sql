{# Leaders in post at any time of each period, by scope: of how many a mean speaks. #}
with leaders as (
    select * from {{ ref('int_leaders_dated') }}
),

periods as (
    select * from {{ ref('int_periods_spanned') }}
),

in_post as (
    select
        leaders.leader_id,
        scopes.scope_type,
        {{ scope_id('leaders') }} as scope_id,
        periods.period_grain,
        periods.period_start
    from leaders
    inner join periods
        on
            leaders.valid_from <= periods.period_end
            and leaders.valid_to > periods.period_start
    cross join {{ scope_rows() }} as scopes
)

select
    in_post.scope_type,
    in_post.scope_id,
    in_post.period_grain,
    in_post.period_start,
    count(distinct in_post.leader_id) as leader_count
from in_post
where in_post.scope_id is not null
group by
    in_post.scope_type,
    in_post.scope_id,
    in_post.period_grain,
    in_post.period_start
