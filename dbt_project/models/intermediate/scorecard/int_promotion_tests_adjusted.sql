{# The exact tests of a year as one family, by Holm's method (1979), Scandinavian
    Journal of Statistics 6:65: the smallest p times their number, the next times
    one less, none smaller than the one before. `is_adjusted_open` says whether the
    adjusted p is made of a p that may be shown. #}
with compared as (
    select * from {{ ref('int_promotion_groups_compared') }}
),

tests as (
    select * from {{ ref('stg_statistics__promotion_tests') }}
),

tested as (
    select
        compared.construct,
        compared.period_start,
        compared.group_name,
        compared.is_flagged_practical,
        tests.fisher_p_value,
        tests.stratum_count,
        tests.stratified_odds_ratio,
        tests.stratified_lower,
        tests.stratified_upper,
        tests.stratified_p_value,
        tests.homogeneity_p_value,
        tests.homogeneity_reason,
        count(*) over (partition by compared.period_start) as family_size,
        count(tests.fisher_p_value) over (partition by compared.period_start)
            as computed_count,
        {{ equity_has_tests('compared') }} as has_tests,
        row_number() over (
            partition by compared.period_start
            order by
                tests.fisher_p_value nulls last, compared.construct, compared.group_name
        ) as rank_from_smallest
    from compared
    left join tests
        on
            compared.construct = tests.construct
            and compared.period_start = tests.period_start
            and compared.group_name = tests.group_name
            and compared.reference_group = tests.reference_group
    where compared.reference_group is not null
),

stepped as (
    select
        *,
        case
            when computed_count = family_size
                then least(1.0, fisher_p_value * (family_size - rank_from_smallest + 1))
        end as step
    from tested
),

adjusted as (
    select
        *,
        max(step) over smaller as adjusted_p_value,
        max(case when has_tests then step end) over smaller as open_p_value
    from stepped
    window smaller as (
        partition by period_start order by rank_from_smallest
        rows between unbounded preceding and current row
    )
)

select
    adjusted.construct,
    adjusted.period_start,
    adjusted.group_name,
    adjusted.fisher_p_value,
    adjusted.adjusted_p_value,
    coalesce(adjusted.open_p_value = adjusted.adjusted_p_value, false)
        as is_adjusted_open,
    adjusted.family_size,
    adjusted.adjusted_p_value < {{ threshold('equity_alpha') }}
        as is_flagged_statistical,
    {{ equity_result(
        'adjusted.is_flagged_practical',
        'adjusted.adjusted_p_value < ' ~ threshold('equity_alpha'),
    ) }} as result,
    adjusted.stratum_count,
    adjusted.stratified_odds_ratio,
    adjusted.stratified_lower,
    adjusted.stratified_upper,
    adjusted.stratified_p_value,
    case
        when adjusted.stratified_upper < 1 then 'lower'
        when adjusted.stratified_lower > 1 then 'higher'
        when adjusted.stratified_odds_ratio is not null then 'not_different'
        else 'insufficient'
    end as stratified_state,
    adjusted.homogeneity_p_value,
    adjusted.homogeneity_reason
from adjusted
