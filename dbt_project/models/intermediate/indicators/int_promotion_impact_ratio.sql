{# Lowest to highest promotion rate with Katz' log band, its level shared by all groups
    compared. A lowest group without a promotion has a ratio of zero, whose upper limit
    takes half a promotion more on either side (Walter 1975). Neither is given where it
    would give a withheld group away. #}
{% set counts = [
    'low_promotions', 'low_decisions', 'high_promotions', 'high_decisions'
] %}
{% set added_counts = [
    '(low_promotions + added)',
    '(low_decisions + added)',
    '(high_promotions + added)',
    '(high_decisions + added)',
] %}
with extremes as (
    select * from {{ ref('int_promotion_extremes_paired') }}
),

pools as (
    select * from {{ ref('int_promotion_pools_counted') }}
),

quantiles as (
    select * from {{ ref('quantiles_z') }}
),

compared as (
    select
        {{ indicator_keys('extremes') }},
        extremes.low_group,
        extremes.high_group,
        extremes.low_promotions,
        extremes.low_decisions,
        extremes.high_promotions,
        extremes.high_decisions,
        extremes.expected_promotions,
        extremes.left_out_count,
        extremes.is_withheld,
        case when extremes.low_promotions = 0 then 0.5 else 0.0 end as added,
        quantiles.z_two_sided_95 as z
    from extremes
    left join quantiles
        on quantiles.comparison_count = least(
            extremes.comparison_count,
            (select max(counts.comparison_count) from quantiles as counts)
        )
),

errors as (
    select
        *,
        {{ impact_ratio(*counts) }} as estimate,
        {{ impact_ratio(*added_counts) }} as center,
        {{ katz_log_error(*added_counts) }} as log_error,
        {{ is_below_four_fifths(*counts) }} as is_below_four_fifths
    from compared
),

final as (
    select
        {{ indicator_keys('errors') }},
        case when not errors.is_withheld then errors.estimate end as estimate,
        errors.center * errors.log_error as standard_error,
        case
            when errors.is_withheld then null
            when errors.low_promotions = 0 then 0.0
            else errors.center * exp(-errors.z * errors.log_error)
        end as lower,
        case
            when not errors.is_withheld
                then errors.center * exp(errors.z * errors.log_error)
        end as upper,
        pools.promotion_count as numerator,
        pools.decision_count as denominator,
        pools.people_count as rater_count,
        pools.promotion_count as response_count,
        pools.people_count as eligible_count,
        errors.expected_promotions / (errors.expected_promotions + 1.0)
            as reliability,
        pools.last_decided_on as last_evidence_on,
        pools.people_count,
        case
            when errors.estimate is null then 'insufficient_group_size'
            when errors.is_withheld then 'counts_protect_another_group'
            when errors.left_out_count > 0 then 'groups_left_out'
        end as estimate_note,
        errors.low_group,
        errors.high_group,
        errors.is_below_four_fifths,
        errors.low_decisions
        * cast(errors.low_promotions + errors.high_promotions as double)
        / (errors.low_decisions + errors.high_decisions)
        - errors.low_promotions as short_fall
    from errors
    inner join pools on {{ same_scope('errors', 'pools') }}
)

{{ indicator_columns(
    'final',
    'promotion_impact_ratio',
    absent=['answered_share', 'between_variance', 'instrument_version'],
    extras=['low_group', 'high_group', 'is_below_four_fifths', 'short_fall'],
) }}
