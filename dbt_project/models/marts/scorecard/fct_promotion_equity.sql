{#- Promotion rates of groups side by side. The exact test and the stratified ratio are not
    computed here: their columns say so. -#}
with compared as (
    select
        *,
        suppression_reason is not null as is_suppressed,
        case
            when suppression_reason = 'protects_another_group'
                then 'withheld_complementary'
            when suppression_reason is not null then 'withheld_primary'
            when rating_state = 'rated' then 'value'
            else 'unreliable'
        end as cell_state
    from {{ ref('int_promotion_groups_compared') }}
)

select
    {{ listed(cell_columns()[1:], 'compared') }},
    compared.group_name,
    {%- for column in ['people_count', 'decision_count', 'promotion_count'] %}
    cast(case when not compared.is_suppressed then compared.{{ column }} end as bigint)
        as {{ column }},
    {%- endfor %}
    {%- for column in ['promotion_rate', 'rate_lower', 'rate_upper'] %}
    {{ rounded('case when compared.cell_state = \'value\' then compared.' ~ column ~ ' end') }}
        as {{ column }},
    {%- endfor %}
    case when not compared.is_suppressed then compared.rating_state end as rating_state,
    compared.reference_group,
    {{ rounded('compared.impact_ratio') }} as impact_ratio,
    compared.is_flagged_practical,
    {{ rounded('compared.rate_difference') }} as rate_difference,
    {{ rounded('compared.difference_lower') }} as difference_lower,
    {{ rounded('compared.difference_upper') }} as difference_upper,
    {{ rounded('compared.short_fall') }} as short_fall,
    cast(null as double) as fisher_p_value,
    cast(null as double) as stratified_odds_ratio,
    cast(null as boolean) as is_flagged_statistical,
    'needs_exact_test' as test_reason,
    compared.cell_state,
    compared.is_suppressed,
    compared.suppression_reason,
    cast(null as {{ dbt.type_string() }}) as release_id
from compared
