{# Incidents and person-months by team unit and month; a month without incidents is a
    row, once the organization records any. #}
with spans as (
    select * from {{ ref('int_people_events_spanned') }}
    where feed = 'hr_cases'
),

exposure as (
    select
        months.org_unit_id,
        months.month_start,
        sum(months.person_months) as person_months
    from {{ ref('int_exposure_months') }} as months
    inner join spans
        on months.month_start >= {{ period_start('spans.first_on', "'month'") }}
    where months.org_unit_id is not null and months.month_start <= {{ as_of() }}
    group by months.org_unit_id, months.month_start
),

events as (
    select
        org_unit_id,
        {{ period_start('occurred_on', "'month'") }} as month_start,
        count(*) as case_count
    from {{ ref('int_rate_events_dated') }}
    where indicator_id = 'hr_incident_rate_per_100'
    group by org_unit_id, {{ period_start('occurred_on', "'month'") }}
)

select
    exposure.org_unit_id,
    exposure.month_start as period_start,
    exposure.person_months,
    coalesce(events.case_count, 0) as case_count
from exposure
left join events
    on
        exposure.org_unit_id = events.org_unit_id
        and exposure.month_start = events.month_start
