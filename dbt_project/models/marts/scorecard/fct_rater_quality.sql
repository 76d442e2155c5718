{# Groups of raters, never a rater: how each group sees leaders, how well trained
    observers match the experts and each other, and how many were fit to observe. A
    group of too few is a row without numbers. #}
{% set seen = ['mean_score', 'gap_to_published'] %}
{% set matched = [
    'agreement_share', 'lenient_share', 'severe_share', 'mean_severity',
    'severity_spread', 'nominal_alpha', 'nominal_lower', 'nominal_upper',
    'ordinal_alpha', 'ordinal_lower', 'ordinal_upper',
] %}
{% set counts = [
    'observation_count', 'counted_observation_count', 'certified_count',
    'tentative_count', 'retrain_count', 'expired_count', 'uncertified_count',
] %}
{% set reasons = ['agreement_reason', 'status_reason'] %}
with ratings as (
    select
        indicator_id,
        rater_group,
        period_start,
        rating_count,
        rater_count,
        {{ seen | join(', ') }},
        {%- for column in matched %}
            cast(null as double) as {{ column }},
        {%- endfor %}
        {%- for column in counts %}
            cast(null as bigint) as {{ column }},
        {%- endfor %}
        'not_observers' as agreement_reason,
        'not_observers' as status_reason
    from {{ ref('int_rater_groups_summed') }}
    union all
    select
        indicator_id,
        rater_group,
        period_start,
        rating_count,
        rater_count,
        {%- for column in seen %}
            cast(null as double) as {{ column }},
        {%- endfor %}
        {{ (matched + counts + reasons) | join(', ') }}
    from {{ ref('int_observers_guarded') }}
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
    {%- for column in ['rater_count', 'rating_count'] + counts %}
        cast(
            case when not guarded.is_suppressed then guarded.{{ column }} end as bigint
        ) as {{ column }},
    {%- endfor %}
    {%- for column in seen + matched %}
        case when not guarded.is_suppressed then {{ rounded('guarded.' ~ column) }} end
            as {{ column }},
    {%- endfor %}
    {%- for column in reasons %}
        guarded.{{ column }},
    {%- endfor %}
    guarded.is_suppressed,
    case when guarded.is_suppressed then 'too_few_raters' end as suppression_reason,
    cast(null as string) as release_id
from guarded
