{#- Promotion rates of groups side by side, with the decimals of the promotion impact
    ratio. A group whose counts would give a withheld group away has none; it and what is
    compared with it keep coarse numbers and what the tests say of them. In such a year
    the counts of the others are rounded down. See the doc block on what promotion equity
    keeps back. -#}
with compared as (
    select
        *,
        suppression_reason is not null as is_suppressed,
        suppression_reason is null and rating_state = 'rated' and not is_intersection
            as has_rate,
        {{ threshold_for('published_count_step', "'promotion_impact_ratio'") }} as step,
        (
            select max(indicators.decimals)
            from {{ ref('indicators') }} as indicators
            where indicators.indicator_id = 'promotion_impact_ratio'
        ) as decimals
    from {{ ref('int_promotion_groups_compared') }}
),

tests as (
    select * from {{ ref('int_promotion_tests_adjusted') }}
),

kept as (
    select
        compared.*,
        {{ equity_cell_state('compared') }} as cell_state,
        case
            when compared.is_coarse then {{ threshold('equity_coarse_decimals') }}
            else compared.decimals
        end as ratio_decimals,
        case
            when compared.is_guarded then {{ threshold('published_share_decimals') }}
            else {{ threshold('equity_p_decimals') }}
        end as p_decimals,
        case
            when compared.is_guarded then 0
            else {{ threshold('equity_coarse_decimals') }}
        end as short_fall_decimals,
        count(compared.reference_group) over (
            partition by compared.construct, compared.period_start
        ) as comparison_count
    from compared
)

select
    {{ indicator_keys('kept') }},
    kept.group_name,
    {%- for column in ['people_count', 'decision_count', 'promotion_count'] %}
        {{ equity_count(column, 'kept') }} as {{ column }},
    {%- endfor %}
    case
        when kept.has_rate
            then {{ rounded_to('kept.promotion_rate', 'kept.decimals') }}
    end as promotion_rate,
    {%- for column in ['rate_lower', 'rate_upper'] %}
        case
            when kept.has_rate and not kept.is_complement
                then {{ rounded_to('kept.' ~ column, 'kept.decimals') }}
        end as {{ column }},
    {%- endfor %}
    case when not kept.is_suppressed then kept.rating_state end as rating_state,
    kept.reference_group,
    {%- for table, column, is_open, decimals in equity_numbers() %}
        case
            when {{ is_open }}
                then {{ rounded_to(table ~ '.' ~ column, 'kept.' ~ decimals) }}
        end as {{ column }},
    {%- endfor %}
    kept.is_flagged_practical,
    tests.is_flagged_statistical,
    case
        when tests.result is not null then tests.result
        when kept.has_rate and kept.comparison_count > 0 then 'reference'
        else 'insufficient'
    end as result,
    tests.family_size,
    case when not kept.is_coarse then tests.stratum_count end as stratum_count,
    coalesce(tests.stratified_state, 'insufficient') as stratified_state,
    case when not kept.is_coarse then tests.homogeneity_reason end
        as homogeneity_reason,
    case
        when kept.reference_group is null then 'not_compared'
        when tests.fisher_p_value is null then 'statistics_not_computed'
        when kept.is_coarse then 'counts_protect_another_group'
        else 'tested'
    end as test_reason,
    kept.cell_state,
    kept.is_suppressed,
    coalesce(
        kept.suppression_reason,
        case when kept.is_complement then 'counts_protect_another_group' end
    ) as suppression_reason,
    cast(null as string) as release_id
from kept
left join tests
    on
        kept.construct = tests.construct
        and kept.period_start = tests.period_start
        and kept.group_name = tests.group_name
