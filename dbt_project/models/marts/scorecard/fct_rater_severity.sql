{# How much of the differences between 360 scores is who rated, of all raters. #}
with scores as (
    select
        *,
        coalesce(suppression_reason, missing_reason, unshown_reason) as hidden_reason
    from {{ ref('int_people_health_shown') }}
    where
        indicator_id = 'empathy_360_score'
        and scope_type = 'company'
        and period_grain = 'quarter'
),

components as (
    select
        *,
        rater_count < {{ threshold('anonymity_min_raters') }} as has_few_raters,
        leader_count < {{ threshold('anonymity_min_leaders') }} as has_few_leaders
    from {{ ref('stg_statistics__severity_components') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

measured as (
    select
        {{ listed(cell_columns(), 'scores') }},
        components.instrument_id,
        indicators.decimals,
        case
            when scores.is_suppressed then scores.suppression_reason
            when components.has_few_raters then 'too_few_raters'
            when components.has_few_leaders then 'too_few_leaders'
        end as suppression_reason,
        coalesce(scores.missing_reason, scores.unshown_reason) as missing_reason,
        components.leader_variance,
        components.rater_variance,
        components.error_variance,
        components.rater_variance / nullif(
            components.leader_variance
            + components.rater_variance
            + components.error_variance,
            0
        ) as rater_variance_share,
        components.shared_rating_share,
        components.largest_component_share,
        components.component_count,
        components.rating_count,
        components.rater_count,
        components.is_identifiable,
        case
            when components.indicator_id is null then 'statistics_not_computed'
            else components.severity_reason
        end as severity_reason
    from scores
    inner join indicators on scores.indicator_id = indicators.indicator_id
    left join components
        on
            scores.indicator_id = components.indicator_id
            and scores.construct = components.construct
            and scores.period_start = components.period_start
),

guarded as (
    select
        *,
        suppression_reason is null and missing_reason is null as is_shown
    from measured
)

select
    {{ listed(cell_columns(), 'guarded') }},
    guarded.instrument_id,
    {%- for column in ['leader_variance', 'rater_variance', 'error_variance'] %}
        case
            when guarded.is_shown
                then {{ rounded_to('guarded.' ~ column, '(2 * guarded.decimals)') }}
        end as {{ column }},
    {%- endfor %}
    {%- for column in [
        'rater_variance_share', 'shared_rating_share', 'largest_component_share',
    ] %}
        case
            when guarded.is_shown
                then {{ rounded_to(
                    'guarded.' ~ column, threshold('published_share_decimals')
                ) }}
        end as {{ column }},
    {%- endfor %}
    {%- for column in ['component_count', 'rating_count', 'rater_count'] %}
        case when guarded.is_shown then guarded.{{ column }} end as {{ column }},
    {%- endfor %}
    guarded.is_shown and coalesce(guarded.is_identifiable, false) as is_identifiable,
    coalesce(
        guarded.suppression_reason, guarded.missing_reason, guarded.severity_reason
    ) as severity_reason,
    guarded.suppression_reason is not null as is_suppressed,
    guarded.suppression_reason,
    cast(null as string) as release_id
from guarded
