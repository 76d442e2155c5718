{# The catalog spelled out: one row for each indicator, construct, scope type and
    grain that it asks for, with what the judging needs to know of it. #}
with recursive indicators as (
    select * from {{ ref('indicators') }}
),

targets as (
    select * from {{ ref('targets') }}
),

scales as (
    select
        indicator_id,
        min(scale_min) as scale_min,
        max(scale_max) as scale_max
    from {{ ref('instruments') }}
    group by indicator_id
),

delivered as (
    select distinct feed
    from {{ ref('stg_intake__sources') }}
    where file_count > 0
),

constructs as (
    select
        indicators.indicator_id,
        indicators.constructs,
        1 as place,
        split_part(indicators.constructs, '|', 1) as construct
    from indicators
    union all
    select
        constructs.indicator_id,
        constructs.constructs,
        constructs.place + 1 as place,
        split_part(constructs.constructs, '|', constructs.place + 1) as construct
    from constructs
    where split_part(constructs.constructs, '|', constructs.place + 1) <> ''
)

select
    indicators.indicator_id,
    constructs.construct,
    scopes.scope_type,
    grains.period_grain,
    indicators.panel,
    indicators.indicator_kind,
    indicators.source_class,
    indicators.claim_role,
    indicators.unit,
    case indicators.direction when 'higher' then 1.0 else -1.0 end as direction_sign,
    indicators.min_raters,
    indicators.half_life_days,
    {{ threshold_for('gate_min_answered_share', 'indicators.indicator_id') }}
        as min_answered_share,
    scales.scale_min,
    scales.scale_max,
    delivered.feed is not null as is_feed_delivered,
    targets.target_kind,
    targets.target_value,
    targets.min_months_after_training,
    cast(
        coalesce(
            targets.min_months_after_training,
            {{ threshold_of('too_early_months', 'indicators.indicator_id') }},
            0
        ) as integer
    ) as too_early_months,
    targets.due_months_after_training,
    targets.lower_above,
    targets.upper_at_least,
    case
        when targets.target_value is null then 'no_target_set'
        when scopes.scope_type = 'leader' then 'no_target_for_leaders'
        when scopes.scope_type = 'org_unit' then 'no_target_for_units'
        when constructs.construct <> 'all' then 'target_set_for_the_whole'
        when {{ grain_rank('grains.period_grain') }} < {{ grain_rank('targets.grain') }}
            then 'target_set_for_longer_periods'
    end as no_target_reason
from indicators
inner join constructs on indicators.indicator_id = constructs.indicator_id
inner join {{ scope_rows() }} as scopes
    on {{ listed_in('scopes.scope_type', 'indicators.scopes') }}
inner join {{ grain_rows() }} as grains
    on {{ listed_in('grains.period_grain', 'indicators.grains') }}
left join targets on indicators.indicator_id = targets.indicator_id
left join scales on indicators.indicator_id = scales.indicator_id
left join delivered on indicators.feed = delivered.feed
