{# Each rated group against the rated group with the highest rate. Wilson's limits,
    and Newcombe's (1998b, method 10) for the difference; the tests follow in int_promotion_tests_adjusted. #}
with groups as (
    select
        *,
        promotion_rate as group_estimate,
        {{ wilson_lower('promotion_rate', 'decision_count', z_95()) }} as group_lower,
        {{ wilson_upper('promotion_rate', 'decision_count', z_95()) }} as group_upper,
        row_number() over (
            partition by
                construct, period_start, rating_state, suppression_reason is null
            order by promotion_rate desc nulls last, group_name asc
        ) as rank_from_highest
    from {{ ref('int_promotion_groups_shown') }}
),

highest as (
    select
        *,
        group_estimate as highest_estimate,
        group_lower as highest_lower,
        group_upper as highest_upper
    from groups
    where
        rating_state = 'rated'
        and suppression_reason is null
        and rank_from_highest = 1
)

select
    {{ indicator_keys('groups') }},
    groups.group_name,
    groups.people_count,
    groups.decision_count,
    groups.promotion_count,
    groups.promotion_rate,
    groups.group_lower as rate_lower,
    groups.group_upper as rate_upper,
    groups.pool_share,
    groups.rating_state,
    groups.suppression_reason,
    groups.is_complement,
    groups.is_intersection,
    groups.is_guarded,
    highest.group_name as reference_group,
    highest.is_complement as is_reference_complement,
    highest.decision_count as reference_decision_count,
    groups.is_complement or coalesce(highest.is_complement, false) as is_coarse,
    {{ impact_ratio(
        'groups.promotion_count',
        'groups.decision_count',
        'highest.promotion_count',
        'highest.decision_count',
    ) }} as impact_ratio,
    {{ is_below_four_fifths(
        'groups.promotion_count',
        'groups.decision_count',
        'highest.promotion_count',
        'highest.decision_count',
    ) }} as is_flagged_practical,
    groups.promotion_rate - highest.promotion_rate as rate_difference,
    {{ difference_lower('groups.group', 'highest.highest') }} as difference_lower,
    {{ difference_upper('groups.group', 'highest.highest') }} as difference_upper,
    groups.decision_count
    * cast(groups.promotion_count + highest.promotion_count as double)
    / (groups.decision_count + highest.decision_count)
    - groups.promotion_count as short_fall
from groups
left join highest
    on
        groups.construct = highest.construct
        and groups.period_start = highest.period_start
        and groups.rating_state = 'rated'
        and groups.suppression_reason is null
        and groups.group_name <> highest.group_name
