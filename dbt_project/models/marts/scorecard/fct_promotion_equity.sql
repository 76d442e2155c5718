{#- Promotion rates of groups side by side, with the decimals of the promotion impact
    ratio. A group whose counts would give a withheld group away has none, and its rates
    and those of the groups compared with it are coarse. The exact test and the stratified
    ratio are not computed here: their columns say so. -#}
with compared as (
    select
        *,
        suppression_reason is not null as is_suppressed,
        is_complement or coalesce(is_reference_complement, false) as is_coarse,
        case
            when suppression_reason is not null then 'withheld_primary'
            when is_complement then 'withheld_complementary'
            when rating_state = 'rated' then 'value'
            else 'unreliable'
        end as cell_state,
        (
            select max(indicators.decimals)
            from {{ ref('indicators') }} as indicators
            where indicators.indicator_id = 'promotion_impact_ratio'
        ) as decimals,
        {{ threshold('equity_coarse_decimals') }} as coarse_decimals
    from {{ ref('int_promotion_groups_compared') }}
)

select
    {{ indicator_keys('compared') }},
    compared.group_name,
    {%- for column in ['people_count', 'decision_count', 'promotion_count'] %}
        cast(
            case
                when not compared.is_suppressed and not compared.is_complement
                    then compared.{{ column }}
            end as bigint
        ) as {{ column }},
    {%- endfor %}
    {%- for column in ['promotion_rate', 'rate_lower', 'rate_upper'] %}
        case
            when not compared.is_suppressed and compared.rating_state = 'rated'
                then {{ rounded_to('compared.' ~ column, 'compared.decimals') }}
        end as {{ column }},
    {%- endfor %}
    case when not compared.is_suppressed then compared.rating_state end as rating_state,
    compared.reference_group,
    case
        when compared.is_coarse
            then {{ rounded_to('compared.impact_ratio', 'compared.coarse_decimals') }}
        else {{ rounded_to('compared.impact_ratio', 'compared.decimals') }}
    end as impact_ratio,
    {%- for column in ['rate_difference', 'difference_lower', 'difference_upper'] %}
        {{ rounded_to('compared.' ~ column, 'compared.decimals') }} as {{ column }},
    {%- endfor %}
    compared.is_flagged_practical,
    case
        when not compared.is_coarse
            then {{ rounded_to('compared.short_fall', 'compared.coarse_decimals') }}
    end as short_fall,
    cast(null as double) as fisher_p_value,
    cast(null as double) as stratified_odds_ratio,
    cast(null as boolean) as is_flagged_statistical,
    'needs_exact_test' as test_reason,
    compared.cell_state,
    compared.is_suppressed,
    coalesce(
        compared.suppression_reason,
        case when compared.is_complement then 'counts_protect_another_group' end
    ) as suppression_reason,
    cast(null as string) as release_id
from compared
