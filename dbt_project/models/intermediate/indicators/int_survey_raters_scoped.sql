{# Distinct raters behind each survey score. #}
with raters as (
    select * from {{ ref('int_raters_eligible') }}
),

spans as (
    select * from {{ ref('int_indicator_spans') }}
),

scoped as (
    select
        raters.indicator_id,
        raters.construct,
        spans.scope_type,
        {{ scope_id('raters', 'spans') }} as scope_id,
        spans.period_grain,
        {{ period_start('raters.wave_month', 'spans.period_grain') }} as period_start,
        raters.rater_id
    from raters
    inner join spans
        on
            raters.indicator_id = spans.indicator_id
            and raters.construct = spans.construct
)

select
    scoped.indicator_id,
    {{ indicator_keys('scoped') }},
    count(distinct scoped.rater_id) as rater_count,
    count(*) as response_count
from scoped
where scoped.scope_id is not null
group by
    scoped.indicator_id,
    {{ indicator_keys('scoped') }}
