{# Promotion decisions and promotions of each group of a pool, with why a group is
    rated or not. Unknown groups and groups below the minimum share of the pool are
    counted, never rated (29 CFR 1607.4(D)); a group too small for a rate is not rated
    either. The pool is of those who are not left out (int_promotion_pool). #}
with members as (
    select * from {{ ref('int_promotion_members_grouped') }}
),

spans as (
    select distinct
        indicator_id,
        scope_type,
        period_grain
    from {{ ref('int_indicator_spans') }}
    where indicator_id = 'promotion_impact_ratio'
),

scoped as (
    select
        members.construct,
        members.group_name,
        members.employee_id,
        members.is_promoted,
        members.is_left_out,
        members.decided_on,
        spans.scope_type,
        {{ scope_id('members', 'spans') }} as scope_id,
        spans.period_grain,
        {{ period_start('members.decided_on', 'spans.period_grain') }} as period_start
    from members
    cross join spans
),

counted as (
    select
        {{ indicator_keys('scoped') }},
        scoped.group_name,
        count(distinct scoped.employee_id) as people_count,
        count(*) as decision_count,
        count(*) filter (where scoped.is_promoted) as promotion_count,
        bool_or(scoped.is_left_out) as is_left_out,
        max(scoped.decided_on) as last_decided_on
    from scoped
    where scoped.scope_id is not null
    group by {{ indicator_keys('scoped') }}, scoped.group_name
),

pooled as (
    select
        *,
        greatest(
            decision_count,
            sum(case when is_left_out then 0 else decision_count end) over pool
        ) as pool_decision_count,
        sum(case when is_left_out then 0 else promotion_count end) over pool
            as pool_promotion_count
    from counted
    window
        pool as (
            partition by construct, scope_type, scope_id, period_grain, period_start
        )
)

select
    {{ indicator_keys('pooled') }},
    pooled.group_name,
    pooled.people_count,
    pooled.decision_count,
    pooled.promotion_count,
    cast(pooled.promotion_count as double) / pooled.decision_count as promotion_rate,
    cast(pooled.decision_count as double) / pooled.pool_decision_count as pool_share,
    pooled.decision_count * cast(pooled.pool_promotion_count as double)
    / pooled.pool_decision_count as expected_promotions,
    case
        when {{ is_undisclosed('pooled.group_name') }} then 'unknown'
        when
            pooled.decision_count
            < {{ threshold('equity_min_pool_share') }} * pooled.pool_decision_count
            then 'below_pool_share'
        when
            pooled.people_count < {{ threshold('equity_min_group_people') }}
            or pooled.decision_count * cast(pooled.pool_promotion_count as double)
            < {{ threshold('equity_min_expected_promotions') }}
            * pooled.pool_decision_count
            then 'too_small'
        else 'rated'
    end as rating_state,
    pooled.is_left_out,
    pooled.last_decided_on
from pooled
