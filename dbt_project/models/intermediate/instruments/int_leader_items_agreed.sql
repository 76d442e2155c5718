{# How far the raters of one leader differ on one item in one wave, over how far chance
    would make them differ: with every answer equally likely, and with high answers more
    likely, which flatters less (METHOD 4). #}
with raters as (
    select * from {{ ref('int_raters_eligible') }}
),

answers as (
    select * from {{ ref('int_survey_items_scored') }}
    where scored_value is not null
),

items as (
    select
        *,
        cast(answer_max - answer_min + 1 as integer) as answer_count
    from {{ ref('instrument_items') }}
),

nulls as (
    select * from {{ ref('agreement_nulls') }}
),

spread as (
    select
        raters.indicator_id,
        raters.instrument_id,
        raters.instrument_version,
        raters.survey_id,
        raters.wave_id,
        raters.construct,
        raters.leader_id,
        answers.item_id,
        var_samp(answers.scored_value) as answer_variance
    from raters
    inner join answers
        on
            raters.survey_id = answers.survey_id
            and raters.wave_id = answers.wave_id
            and raters.response_id = answers.response_id
            and raters.subject_id is not distinct from answers.subject_id
            and raters.instrument_id = answers.instrument_id
            and raters.instrument_version = answers.instrument_version
            and raters.construct in ('all', answers.construct)
    group by
        raters.indicator_id,
        raters.instrument_id,
        raters.instrument_version,
        raters.survey_id,
        raters.wave_id,
        raters.construct,
        raters.leader_id,
        answers.item_id
    having count(*) > 1
)

select
    spread.indicator_id,
    spread.instrument_id,
    spread.instrument_version,
    spread.survey_id,
    spread.wave_id,
    spread.construct,
    spread.leader_id,
    spread.item_id,
    spread.answer_variance / {{ uniform_null('items.answer_count') }} as uniform_ratio,
    spread.answer_variance / nulls.slightly_skewed_variance as skewed_ratio
from spread
inner join items
    on
        spread.instrument_id = items.instrument_id
        and spread.instrument_version = items.instrument_version
        and spread.item_id = items.item_id
left join nulls on items.answer_count = nulls.answer_count
