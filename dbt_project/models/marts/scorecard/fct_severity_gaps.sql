{# How differently the same raters see leaders of two groups: possible bias to look
    into. No score is changed by it. A group of too few is a row without numbers. #}
{% set band_level = 0.95 %}
with gaps as (
    select * from {{ ref('stg_statistics__severity_gaps') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

guarded as (
    select
        gaps.*,
        indicators.decimals,
        case
            when gaps.rater_count < {{ threshold('anonymity_min_raters') }}
                then 'too_few_raters'
            when
                least(gaps.leader_count, gaps.reference_leader_count)
                < {{ threshold('anonymity_min_people') }}
                then 'too_few_people'
        end as suppression_reason
    from gaps
    inner join indicators on gaps.indicator_id = indicators.indicator_id
)

select
    guarded.indicator_id,
    guarded.instrument_id,
    guarded.construct,
    'quarter' as period_grain,
    guarded.period_start,
    guarded.attribute,
    guarded.group_name,
    guarded.reference_group,
    {%- for column in ['gap', 'gap_lower', 'gap_upper'] %}
        case
            when guarded.suppression_reason is null
                then {{ rounded_to('guarded.' ~ column, 'guarded.decimals') }}
        end as {{ column }},
    {%- endfor %}
    {%- for column in ['p_value', 'p_adjusted'] %}
        case
            when guarded.suppression_reason is null
                then {{ rounded('guarded.' ~ column) }}
        end as {{ column }},
    {%- endfor %}
    guarded.family_size,
    cast({{ band_level }} as double) as band_level,
    case when guarded.suppression_reason is null then guarded.rater_count end
        as rater_count,
    case
        when guarded.suppression_reason is not null then 'suppressed'
        when guarded.gap is null then 'not_computable'
        when guarded.p_adjusted <= 1 - {{ band_level }} then 'look_into'
        else 'none_seen'
    end as finding,
    guarded.suppression_reason is not null as is_suppressed,
    guarded.suppression_reason,
    cast(null as string) as release_id
from guarded
