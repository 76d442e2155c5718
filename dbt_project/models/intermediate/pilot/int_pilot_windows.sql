{# When a pilot is read: over as many days before it starts as it lasts (day 0),
    then month by month, always from its start, so that the last day compares two
    spans of one length. A window ends before `until_on`; one that is not over yet
    is not read. #}
with cohorts as (
    select * from {{ ref('int_pilot_cohorts') }}
),

steps as (
    {{ dbt.generate_series(12) }}
),

dated as (
    select
        cohorts.cohort_id,
        cast(
            steps.generated_number * {{ threshold('pilot_step_days') }} as integer
        ) as pilot_day,
        cohorts.starts_on,
        cohorts.baseline_until
    from cohorts
    cross join steps
    where
        steps.generated_number * {{ threshold('pilot_step_days') }}
        <= {{ threshold('pilot_days') }}
)

select
    cohorts.cohort_id,
    0 as pilot_day,
    {{ date_moved('cohorts.baseline_until', 'day', '-' ~ threshold('pilot_days')) }}
        as from_on,
    cohorts.baseline_until as until_on,
    true as is_over
from cohorts
union all
select
    dated.cohort_id,
    dated.pilot_day,
    dated.starts_on as from_on,
    {{ date_moved('dated.starts_on', 'day', 'dated.pilot_day') }} as until_on,
    coalesce(
        {{ date_moved('dated.starts_on', 'day', 'dated.pilot_day') }} <= {{ as_of() }},
        false
    ) as is_over
from dated
