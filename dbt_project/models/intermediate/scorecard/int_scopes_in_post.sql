{# Whom there is to report on: each scope in each period in which a leader of it
    was in post; the company in every period. #}
with leaders as (
    select * from {{ ref('int_leaders_dated') }}
),

periods as (
    select * from {{ ref('int_periods_spanned') }}
),

trained as (
    select * from {{ ref('int_scopes_trained') }}
),

in_post as (
    select
        scopes.scope_type,
        {{ scope_id('leaders') }} as scope_id,
        periods.period_grain,
        periods.period_start,
        periods.period_end,
        periods.is_complete,
        count(distinct leaders.leader_id) as leader_count
    from leaders
    inner join periods
        on
            leaders.valid_from <= periods.period_end
            and leaders.valid_to > periods.period_start
    cross join {{ scope_rows(['business_unit', 'org_unit', 'cohort', 'leader']) }}
        as scopes
    group by
        scopes.scope_type,
        {{ scope_id('leaders') }},
        periods.period_grain,
        periods.period_start,
        periods.period_end,
        periods.is_complete
    union all
    select
        'company' as scope_type,
        'company' as scope_id,
        periods.period_grain,
        periods.period_start,
        periods.period_end,
        periods.is_complete,
        count(distinct leaders.leader_id) as leader_count
    from periods
    left join leaders
        on
            periods.period_end >= leaders.valid_from
            and periods.period_start < leaders.valid_to
    group by
        periods.period_grain,
        periods.period_start,
        periods.period_end,
        periods.is_complete
)

select
    in_post.scope_type,
    in_post.scope_id,
    in_post.period_grain,
    in_post.period_start,
    in_post.period_end,
    in_post.is_complete,
    in_post.leader_count,
    trained.first_trained_on
from in_post
left join trained
    on in_post.scope_type = trained.scope_type and in_post.scope_id = trained.scope_id
where in_post.scope_id is not null
