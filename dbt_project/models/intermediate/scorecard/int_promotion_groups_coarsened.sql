{# How much of each group's numbers may be shown: the state of its cell, and the
    decimals that are left. See the doc block of promotion equity. #}
{% set fewest = threshold('equity_limits_min_decisions') %}
{% set both %}
    least(compared.decision_count, compared.reference_decision_count)
{%- endset -%}
with compared as (
    select * from {{ ref('int_promotion_groups_compared') }}
),

catalog as (
    select indicators.decimals from {{ ref('indicators') }} as indicators
    where indicators.indicator_id = 'promotion_impact_ratio'
)

select
    {{ indicator_keys('compared') }},
    compared.group_name,
    compared.people_count,
    compared.decision_count,
    compared.promotion_count,
    compared.promotion_rate,
    compared.rate_lower,
    compared.rate_upper,
    compared.rating_state,
    compared.suppression_reason,
    compared.is_complement,
    compared.is_intersection,
    compared.is_guarded,
    compared.is_coarse,
    compared.reference_group,
    compared.impact_ratio,
    compared.is_flagged_practical,
    compared.rate_difference,
    compared.difference_lower,
    compared.difference_upper,
    compared.short_fall,
    compared.suppression_reason is not null as is_suppressed,
    compared.suppression_reason is null
    and compared.rating_state = 'rated'
    and not compared.is_intersection as has_rate,
    not compared.is_complement
    and (not compared.is_guarded or compared.decision_count >= {{ fewest }})
        as has_limits,
    {{ equity_has_tests('compared') }} as has_tests,
    not compared.is_intersection
    and (not compared.is_coarse or {{ both }} >= {{ fewest }}) as has_ratio,
    {{ equity_cell_state('compared') }} as cell_state,
    count(compared.reference_group) over (
        partition by compared.construct, compared.period_start
    ) as comparison_count,
    catalog.decimals,
    case
        when compared.is_coarse then {{ threshold('equity_coarse_decimals') }}
        else catalog.decimals
    end as ratio_decimals,
    case
        when compared.is_guarded then {{ threshold('published_share_decimals') }}
        else {{ threshold('equity_p_decimals') }}
    end as p_decimals,
    case
        when compared.is_guarded then 0
        else {{ threshold('equity_coarse_decimals') }}
    end as short_fall_decimals,
    {{ threshold_for('published_count_step', "'promotion_impact_ratio'") }} as step,
    {{ threshold('equity_min_strata') }} as min_strata
from compared
cross join catalog
