{# The same by periods since training, for each cohort and for all together (the cohort
    `all`): what came before training is the test of a common trend. The period just
    before it is what the others are compared with and has no row. #}
with outcomes as (
    select
        cohort_id,
        indicator_id
    from {{ ref('fct_training_effect') }}
    union
    select
        'all' as cohort_id,
        indicator_id
    from {{ ref('fct_training_effect') }}
),

course as (
    select * from {{ ref('stg_statistics__training_effect_course') }}
),

catalog as (
    select * from {{ ref('indicators') }}
)

select
    outcomes.cohort_id,
    outcomes.indicator_id,
    cast(coalesce(course.event_period, 0) as bigint) as event_period,
    course.period_grain,
    {%- for column in ['effect_estimate', 'effect_lower', 'effect_upper'] %}
        {{ rounded_to('course.' ~ column, 'catalog.decimals') }} as {{ column }},
    {%- endfor %}
    cast(course.leader_count as bigint) as leader_count,
    cast(course.comparison_leader_count as bigint) as comparison_leader_count,
    coalesce(course.event_period, 0) < 0 as is_before_training,
    course.is_with_coaching,
    coalesce(course.status, 'insufficient_evidence') as status,
    coalesce(course.status_reason, 'statistics_not_computed') as status_reason,
    case
        when course.event_period < 0 and course.effect_estimate is not null
            then 'before training: a difference here is no effect'
        else {{ effect_wording('course') }}
    end as wording,
    cast(null as string) as release_id
from outcomes
inner join catalog on outcomes.indicator_id = catalog.indicator_id
left join course
    on
        outcomes.cohort_id = course.cohort_id
        and outcomes.indicator_id = course.indicator_id
