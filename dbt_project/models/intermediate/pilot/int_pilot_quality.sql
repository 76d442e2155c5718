{# Whether the evidence of a pilot can be trusted: enough of those asked answered,
    enough of them rated, observers who score the same scene agree. What is not
    known is not proven. #}
with cohorts as (
    select * from {{ ref('int_pilot_cohorts') }}
),

perceived as (
    select * from {{ ref('int_people_health_judged') }}
    where indicator_id = 'pulse_empathy_score'
),

observed as (
    select * from {{ ref('int_behavior_change_judged') }}
    where indicator_id in ('observed_behavior_share', 'rater_agreement')
),

cells as (
    {%- for panel in ['perceived', 'observed'] %}
        select
            indicator_id,
            scope_id,
            period_start,
            period_end,
            answered_share,
            rater_count
        from {{ panel }}
        where scope_type = 'cohort' and period_grain = 'month' and construct = 'all'
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

series as (
    select
        cohorts.cohort_id,
        cells.indicator_id,
        avg(cells.answered_share)
        >= {{ threshold_for('gate_min_answered_share', 'cells.indicator_id') }}
            as is_complete,
        min(cells.rater_count)
        >= {{ threshold_for('gate_min_raters', 'cells.indicator_id') }}
            as has_raters
    from cohorts
    inner join cells
        on
            cohorts.cohort_id = cells.scope_id
            and cohorts.starts_on < cells.period_end
            and cohorts.ends_on >= cells.period_end
    group by cohorts.cohort_id, cells.indicator_id
),

counted as (
    select
        series.cohort_id,
        count(case when series.is_complete then 1 end) as complete_count,
        count(case when series.has_raters then 1 end) as rated_count
    from series
    group by series.cohort_id
),

agreed as (
    select
        cohorts.cohort_id,
        max_by(observed.estimate, observed.period_start) as agreement
    from cohorts
    inner join observed
        on
            observed.indicator_id = 'rater_agreement'
            and observed.period_grain = 'quarter'
            and observed.estimate is not null
            and cohorts.ends_on > observed.period_start
    group by cohorts.cohort_id
)

select
    cohorts.cohort_id,
    agreed.agreement,
    coalesce(counted.complete_count, 0) = 2 as is_complete,
    coalesce(counted.rated_count, 0) = 2 as has_raters,
    coalesce(agreed.agreement >= {{ threshold('pilot_min_agreement') }}, false)
        as is_agreed
from cohorts
left join counted on cohorts.cohort_id = counted.cohort_id
left join agreed on cohorts.cohort_id = agreed.cohort_id
