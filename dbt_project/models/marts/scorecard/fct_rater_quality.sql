{#- Groups of raters, never a rater: how each group sees leaders, and how well
    trained observers match the experts. A group of too few is a row without
    numbers. -#}
with ratings as (
    select
        indicator_id,
        rater_group,
        period_start,
        rating_count,
        rater_count,
        mean_score,
        gap_to_published,
        cast(null as double) as agreement_share,
        cast(null as double) as lenient_share,
        cast(null as double) as severe_share
    from {{ ref('int_rater_groups_summed') }}
    union all
    select
        indicator_id,
        rater_group,
        period_start,
        rating_count,
        observer_count as rater_count,
        cast(null as double) as mean_score,
        cast(null as double) as gap_to_published,
        agreement_share,
        lenient_share,
        severe_share
    from {{ ref('int_observers_summed') }}
),

guarded as (
    select
        *,
        rater_count < {{ threshold('anonymity_min_raters') }} as is_suppressed
    from ratings
)

select
    guarded.indicator_id,
    guarded.rater_group,
    'quarter' as period_grain,
    guarded.period_start,
    {%- for column in ['rater_count', 'rating_count'] %}
        cast(
            case when not guarded.is_suppressed then guarded.{{ column }} end as bigint
        ) as {{ column }},
    {%- endfor %}
    {%- for column in [
        'mean_score', 'gap_to_published', 'agreement_share', 'lenient_share',
        'severe_share',
    ] %}
        case when not guarded.is_suppressed then {{ rounded('guarded.' ~ column) }} end
            as {{ column }},
    {%- endfor %}
    guarded.is_suppressed,
    case when guarded.is_suppressed then 'too_few_raters' end as suppression_reason,
    cast(null as string) as release_id
from guarded
