{# Eligible employees of each decision round, with what they were on that day. The unit
    is the employee's own: a pool is a pool of employees, not of leaders. Who is of a gender
    or an ethnicity that too few people of the company's year share takes no part in what is
    published of promotion: nothing that is left tells how they fared. #}
{% set fewest = threshold('anonymity_min_people') %}
with decisions as (
    select * from {{ ref('stg_hr__promotion_decisions') }}
    where is_eligible and decided_on <= {{ as_of() }}
),

roster as (
    select * from {{ ref('int_roster_dated') }}
),

reports as (
    select * from {{ ref('int_reports_dated') }}
),

described as (
    select
        decisions.employee_id,
        decisions.decided_on,
        decisions.is_promoted,
        roster.business_unit,
        roster.org_unit_id,
        reports.leader_id,
        reports.cohort_id,
        {{ lineage('decisions') }},
        coalesce(decisions.job_level_from, roster.job_level) as job_level_from,
        coalesce(roster.gender, 'unknown') as gender,
        coalesce(roster.ethnicity, 'unknown') as ethnicity
    from decisions
    left join roster
        on
            decisions.employee_id = roster.employee_id
            and {{ holds_on('roster', 'decisions.decided_on') }}
    left join reports
        on
            decisions.employee_id = reports.employee_id
            and {{ holds_on('reports', 'decisions.decided_on') }}
),

genders as (
    select
        {{ period_start('described.decided_on', "'year'") }} as year_start,
        described.gender,
        count(distinct described.employee_id) as people_count
    from described
    group by {{ period_start('described.decided_on', "'year'") }}, described.gender
),

ethnicities as (
    select
        {{ period_start('described.decided_on', "'year'") }} as year_start,
        described.ethnicity,
        count(distinct described.employee_id) as people_count
    from described
    group by {{ period_start('described.decided_on', "'year'") }}, described.ethnicity
)

select
    described.*,
    genders.people_count < {{ fewest }} as is_few_of_gender,
    ethnicities.people_count < {{ fewest }} as is_few_of_ethnicity,
    least(genders.people_count, ethnicities.people_count) < {{ fewest }} as is_left_out
from described
inner join genders
    on
        described.gender = genders.gender
        and genders.year_start
        = {{ period_start('described.decided_on', "'year'") }}
inner join ethnicities
    on
        described.ethnicity = ethnicities.ethnicity
        and ethnicities.year_start
        = {{ period_start('described.decided_on', "'year'") }}
