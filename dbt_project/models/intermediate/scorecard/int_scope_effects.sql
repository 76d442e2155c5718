{# Whether the training effect supports a claim about a scope and an indicator. Every
    cohort of the scope counts: each that has an estimate must pass, and those must hold
    most of its trained leaders; the last cohort has nobody left to be compared with. #}
with cohorts as (
    select * from {{ ref('int_scope_cohorts') }}
),

effects as (
    select * from {{ ref('stg_statistics__training_effects') }}
),

catalog as (
    select
        indicator_id,
        case direction when 'higher' then 1.0 else -1.0 end as direction_sign
    from {{ ref('indicators') }}
),

totals as (
    select
        cohorts.scope_type,
        cohorts.scope_id,
        sum(cohorts.leader_count) as leader_count
    from cohorts
    group by cohorts.scope_type, cohorts.scope_id
),

judged as (
    select
        effects.cohort_id,
        effects.indicator_id,
        effects.status = 'estimated' as is_estimated,
        case
            when effects.status <> 'estimated' then null
            when catalog.direction_sign > 0 then effects.effect_lower > 0
            else effects.effect_upper < 0
        end as is_better,
        coalesce(effects.is_randomized, false)
        or coalesce(
            abs(effects.largest_mean_difference)
            < {{ threshold('balance_max_mean_difference') }},
            false
        ) as is_balanced,
        coalesce(effects.has_parallel_trend, false) as is_parallel
    from effects
    inner join catalog on effects.indicator_id = catalog.indicator_id
),

counted as (
    select
        cohorts.scope_type,
        cohorts.scope_id,
        judged.indicator_id,
        max(totals.leader_count) as leader_count,
        sum(case when judged.is_estimated then cohorts.leader_count else 0 end)
            as compared_count,
        min(case when judged.is_estimated and not judged.is_better then 0 else 1 end)
            as is_better,
        min(case when judged.is_estimated and not judged.is_balanced then 0 else 1 end)
            as is_balanced,
        min(case when judged.is_estimated and not judged.is_parallel then 0 else 1 end)
            as is_parallel
    from cohorts
    inner join judged on cohorts.cohort_id = judged.cohort_id
    inner join totals
        on
            cohorts.scope_type = totals.scope_type
            and cohorts.scope_id = totals.scope_id
    group by cohorts.scope_type, cohorts.scope_id, judged.indicator_id
)

select
    counted.scope_type,
    counted.scope_id,
    counted.indicator_id,
    cast(counted.compared_count as double) / counted.leader_count as compared_share,
    case
        when counted.compared_count = 0 then 'needs_training_effect'
        when
            counted.compared_count
            < {{ threshold('claim_min_compared_share') }} * counted.leader_count
            then 'effect_of_too_few_leaders'
        when counted.is_balanced = 0 then 'effect_not_balanced'
        when counted.is_parallel = 0 then 'effect_without_parallel_trend'
        when counted.is_better = 0 then 'effect_holds_no_change'
        else 'supported'
    end as effect_verdict
from counted
