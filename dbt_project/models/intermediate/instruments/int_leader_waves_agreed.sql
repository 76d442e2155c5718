{# How well the raters of one leader agree in one wave over all items: rwg(j). The
    leader is placed where the wave's mean places it. #}
with items as (
    select * from {{ ref('int_leader_items_agreed') }}
),

waves as (
    select * from {{ ref('int_survey_leader_waves') }}
),

leaders as (
    select
        items.instrument_id,
        items.instrument_version,
        items.survey_id,
        items.wave_id,
        items.construct,
        items.leader_id,
        count(*) as item_count,
        avg(items.uniform_ratio) as uniform_ratio,
        case
            when count(items.skewed_ratio) = count(*) then avg(items.skewed_ratio)
        end as skewed_ratio
    from items
    group by
        items.instrument_id,
        items.instrument_version,
        items.survey_id,
        items.wave_id,
        items.construct,
        items.leader_id
)

select
    waves.indicator_id,
    leaders.instrument_id,
    leaders.instrument_version,
    leaders.survey_id,
    leaders.wave_id,
    waves.wave_month,
    leaders.construct,
    leaders.leader_id,
    waves.org_unit_id,
    leaders.item_count,
    leaders.uniform_ratio,
    {{ rwg_of_items('leaders.uniform_ratio', 'leaders.item_count') }} as rwg,
    {{ rwg_of_items('leaders.skewed_ratio', 'leaders.item_count') }} as rwg_skewed
from leaders
inner join waves
    on
        leaders.instrument_id = waves.instrument_id
        and leaders.instrument_version = waves.instrument_version
        and leaders.survey_id = waves.survey_id
        and leaders.wave_id = waves.wave_id
        and leaders.construct = waves.construct
        and leaders.leader_id = waves.leader_id
