{# Promotion rates of groups side by side, and what the tests say of them. A group
    whose counts would give a withheld group away keeps the words only, and so does
    what is compared with it: see the doc block promotion_equity. #}
{% set fine = 'kept.has_tests' %}
{% set open = fine ~ ' and tests.is_adjusted_open' %}
{% set stratified %}
    kept.has_ratio and (kept.has_tests or tests.stratum_count >= kept.min_strata)
{%- endset -%}
{% set numbers = [
    ('kept', 'impact_ratio', 'not kept.is_coarse', 'ratio_decimals'),
    ('kept', 'rate_difference', 'not kept.is_coarse', 'decimals'),
    ('kept', 'difference_lower', fine, 'decimals'),
    ('kept', 'difference_upper', fine, 'decimals'),
    ('kept', 'short_fall', fine, 'short_fall_decimals'),
    ('tests', 'fisher_p_value', fine, 'p_decimals'),
    ('tests', 'adjusted_p_value', open, 'p_decimals'),
    ('tests', 'stratified_odds_ratio', stratified, 'ratio_decimals'),
    ('tests', 'stratified_lower', fine, 'ratio_decimals'),
    ('tests', 'stratified_upper', fine, 'ratio_decimals'),
    ('tests', 'stratified_p_value', fine, 'p_decimals'),
    ('tests', 'homogeneity_p_value', fine, 'p_decimals'),
] %}
with kept as (
    select * from {{ ref('int_promotion_groups_coarsened') }}
),

tests as (
    select * from {{ ref('int_promotion_tests_adjusted') }}
)

select
    {{ indicator_keys('kept') }},
    kept.group_name,
    {%- for column in ['people_count', 'decision_count', 'promotion_count'] %}
        {{ equity_count(column, 'kept') }} as {{ column }},
    {%- endfor %}
    case
        when kept.has_rate and not kept.is_complement
            then {{ rounded_to('kept.promotion_rate', 'kept.decimals') }}
    end as promotion_rate,
    {%- for column in ['rate_lower', 'rate_upper'] %}
        case
            when kept.has_rate and kept.has_limits
                then {{ rounded_to('kept.' ~ column, 'kept.decimals') }}
        end as {{ column }},
    {%- endfor %}
    case when not kept.is_suppressed then kept.rating_state end as rating_state,
    kept.reference_group,
    {%- for table, column, is_open, decimals in numbers %}
        case
            when {{ is_open }}
                then {{ rounded_to(table ~ '.' ~ column, 'kept.' ~ decimals) }}
        end as {{ column }},
    {%- endfor %}
    kept.is_flagged_practical,
    tests.is_flagged_statistical,
    case
        when tests.result is not null then tests.result
        when
            not kept.is_suppressed
            and kept.rating_state = 'rated'
            and kept.comparison_count > 0
            then 'reference'
        else 'insufficient'
    end as result,
    tests.family_size,
    case when kept.has_tests then tests.stratum_count end as stratum_count,
    coalesce(tests.stratified_state, 'insufficient') as stratified_state,
    case when kept.has_tests then tests.homogeneity_reason end
        as homogeneity_reason,
    case
        when kept.reference_group is null then 'not_compared'
        when tests.fisher_p_value is null then 'statistics_not_computed'
        when not kept.has_tests then 'counts_protect_another_group'
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
