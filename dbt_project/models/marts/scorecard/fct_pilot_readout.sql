{# Each cohort as a pilot of so many days: what it could show, known before it
    starts; its course month by month; and on the last day what to do, and why. No
    number is judged before that day. #}
with readings as (
    select * from {{ ref('int_pilot_read') }}
),

plans as (
    select * from {{ ref('stg_statistics__pilot_plans') }}
),

decided as (
    select * from {{ ref('int_pilot_decided') }}
),

catalog as (
    select
        indicator_id,
        decimals
    from {{ ref('indicators') }}
),

joined as (
    select
        readings.*,
        catalog.decimals,
        plans.baseline_leader_count,
        plans.comparison_leader_count,
        plans.baseline_reliability,
        plans.detectable_change,
        plans.detectable_change_between,
        plans.detectable_ratio,
        decided.decision,
        decided.decision_reason,
        case when not readings.is_suppressed then readings.measure end as shown_measure,
        coalesce(plans.baseline_leader_count, readings.leader_count)
        >= {{ threshold('anonymity_min_people') }} as is_plan_shown,
        {{ pilot_verdict('readings') }} as verdict
    from readings
    inner join catalog on readings.indicator_id = catalog.indicator_id
    left join plans
        on
            readings.cohort_id = plans.cohort_id
            and readings.indicator_id = plans.indicator_id
    left join decided
        on
            readings.cohort_id = decided.cohort_id
            and readings.pilot_day = decided.pilot_day
)

select
    joined.cohort_id,
    joined.indicator_id,
    cast(joined.pilot_day as bigint) as pilot_day,
    'cohort' as scope_type,
    joined.cohort_id as scope_id,
    joined.starts_on as pilot_starts_on,
    joined.ends_on as pilot_ends_on,
    joined.read_on,
    joined.is_over,
    cast(joined.leader_count as bigint) as leader_count,
    case when joined.is_plan_shown then cast(joined.baseline_leader_count as bigint) end
        as baseline_leader_count,
    case
        when joined.comparison_leader_count >= {{ threshold('anonymity_min_people') }}
            then cast(joined.comparison_leader_count as bigint)
    end as comparison_leader_count,
    case
        when joined.is_plan_shown
            then {{ rounded_to('joined.detectable_change', 'joined.decimals') }}
    end as detectable_change,
    case
        when
            joined.is_plan_shown
            and joined.comparison_leader_count
            >= {{ threshold('anonymity_min_people') }}
            then {{ rounded_to('joined.detectable_change_between', 'joined.decimals') }}
    end as detectable_change_between,
    {%- for column in ['detectable_ratio', 'baseline_reliability'] %}
        case
            when joined.is_plan_shown
                then {{ rounded_to(
                    'joined.' ~ column, threshold('published_share_decimals')
                ) }}
        end as {{ column }},
    {%- endfor %}
    case
        when joined.shown_measure = 'change'
            then cast(joined.read_leader_count as bigint)
    end as read_leader_count,
    {%- for column in ['estimate', 'lower', 'upper'] %}
        case
            when joined.shown_measure = 'change'
                then {{ rounded_to('joined.' ~ column, 'joined.decimals') }}
        end as change_{{ column }},
    {%- endfor %}
    {%- for column in ['estimate', 'lower', 'upper'] %}
        case
            when joined.shown_measure = 'ratio'
                then {{ rounded_to(
                    'joined.' ~ column, threshold('published_share_decimals')
                ) }}
        end as ratio_{{ column }},
    {%- endfor %}
    {%- for column in ['p_value', 'p_adjusted', 'mover_p_value'] %}
        case
            when joined.shown_measure is not null then {{ rounded('joined.' ~ column) }}
        end as {{ column }},
    {%- endfor %}
    case
        when joined.shown_measure is not null
            then cast(joined.family_size as bigint)
    end as family_size,
    split_part(joined.verdict, ':', 1) as status,
    split_part(joined.verdict, ':', 2) as status_reason,
    joined.decision,
    joined.decision_reason,
    joined.is_suppressed,
    cast(null as string) as release_id
from joined
