{#- Lowest to highest promotion rate with Katz' log band, its level shared by all groups
    compared. A lowest group without a promotion has a ratio of zero, whose upper limit
    takes half a promotion more on either side (Walter 1975). -#}
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
        case when extremes.low_promotions = 0 then 0.5 else 0.0 end as added,
        quantiles.z_two_sided_95 as z,
        {{ impact_ratio(
            'extremes.low_promotions',
            'extremes.low_decisions',
            'extremes.high_promotions',
            'extremes.high_decisions',
        ) }} as estimate
    from extremes
    left join quantiles
        on quantiles.comparison_count = least(
            extremes.comparison_count, (select max(comparison_count) from quantiles)
        )
),

errors as (
    select
        {{ indicator_keys('compared') }},
        compared.z,
        {{ katz_log_error(
            '(compared.low_promotions + compared.added)',
            '(compared.low_decisions + compared.added)',
            '(compared.high_promotions + compared.added)',
            '(compared.high_decisions + compared.added)',
        ) }} as log_error,
        {{ impact_ratio(
            '(compared.low_promotions + compared.added)',
            '(compared.low_decisions + compared.added)',
            '(compared.high_promotions + compared.added)',
            '(compared.high_decisions + compared.added)',
        ) }} as center
    from compared
),

final as (
    select
        {{ indicator_keys('compared') }},
        compared.estimate,
        errors.center * errors.log_error as standard_error,
        case
            when compared.low_promotions = 0 then 0.0
            else errors.center * exp(-errors.z * errors.log_error)
        end as lower,
        errors.center * exp(errors.z * errors.log_error) as upper,
        pools.promotion_count as numerator,
        pools.decision_count as denominator,
        pools.people_count as rater_count,
        pools.promotion_count as response_count,
        pools.people_count as eligible_count,
        compared.expected_promotions / (compared.expected_promotions + 1.0)
            as reliability,
        pools.last_decided_on as last_evidence_on,
        pools.people_count,
        case
            when compared.estimate is null then 'insufficient_group_size'
            when compared.left_out_count > 0 then 'groups_left_out'
        end as estimate_note,
        compared.low_group,
        compared.high_group,
        {{ is_below_four_fifths(
            'compared.low_promotions',
            'compared.low_decisions',
            'compared.high_promotions',
            'compared.high_decisions',
        ) }} as is_below_four_fifths,
        compared.low_decisions
        * cast(compared.low_promotions + compared.high_promotions as double)
        / (compared.low_decisions + compared.high_decisions)
        - compared.low_promotions as short_fall
    from compared
    inner join errors
        on
            {{ same_scope('compared', 'errors') }}
            and compared.construct = errors.construct
    inner join pools on {{ same_scope('compared', 'pools') }}
)

{{ indicator_columns(
    'final',
    'promotion_impact_ratio',
    absent=['answered_share', 'between_variance', 'instrument_version'],
    extras=['low_group', 'high_group', 'is_below_four_fifths', 'short_fall'],
) }}
