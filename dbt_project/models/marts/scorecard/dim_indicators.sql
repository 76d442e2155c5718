{# The dictionary: what each indicator is, how it is computed, who answers for it,
    what is aimed at and why. #}
with indicators as (
    select * from {{ ref('indicators') }}
),

targets as (
    select * from {{ ref('targets') }}
)

select
    indicators.indicator_id,
    indicators.panel,
    indicators.indicator_name,
    indicators.indicator_kind,
    indicators.source_class,
    indicators.claim_role,
    indicators.feed,
    indicators.unit,
    indicators.direction,
    cast(indicators.decimals as bigint) as decimals,
    indicators.grains,
    indicators.scopes,
    indicators.constructs,
    cast(indicators.min_raters as bigint) as min_raters,
    cast(indicators.half_life_days as bigint) as half_life_days,
    indicators.owner,
    indicators.definition,
    indicators.calculation,
    targets.target_kind,
    targets.target_value,
    targets.scale as target_scale,
    targets.grain as target_grain,
    cast(targets.min_months_after_training as bigint) as target_min_months,
    cast(targets.due_months_after_training as bigint) as target_due_months,
    targets.reason as target_reason,
    targets.source as target_source
from indicators
left join targets on indicators.indicator_id = targets.indicator_id
