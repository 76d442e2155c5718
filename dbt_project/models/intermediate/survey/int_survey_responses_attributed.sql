{#- Each form on each instrument: who rates whom, as it was on the day it was submitted.
    A pulse names no subject: it rates the leader whom the respondent then had. -#}
with items as (
    select * from {{ ref('int_survey_items_scored') }}
),

responses as (
    select
        items.survey_id,
        items.wave_id,
        items.response_id,
        items.subject_id,
        items.instrument_id,
        items.instrument_version,
        cast(max(items.submitted_at) as date) as submitted_on,
        max(items.respondent_id) as respondent_id,
        case
            when max(items.respondent_id) = items.subject_id then 'self'
            else max(items.relation)
        end as relation,
        max(items.submitted_at) as submitted_at,
        count(items.answer_value) as answered_count
    from items
    group by
        items.survey_id,
        items.wave_id,
        items.response_id,
        items.subject_id,
        items.instrument_id,
        items.instrument_version
),

waves as (
    select * from {{ ref('int_waves_dated') }}
),

instruments as (
    select * from {{ ref('instruments') }}
),

reports as (
    select * from {{ ref('int_reports_dated') }}
),

leaders as (
    select * from {{ ref('int_leaders_dated') }}
),

grouped as (
    select
        responses.*,
        case
            when responses.relation = 'self' then 'self'
            when responses.relation = 'manager' then 'manager'
            when responses.relation = 'peer' then 'peers'
            when responses.relation = 'direct_report' then 'direct_reports'
            when responses.subject_id is null then 'direct_reports'
            else 'others'
        end as rater_group
    from responses
),

rated as (
    select
        grouped.*,
        raters.employee_id as rater_employee_id,
        raters.leader_id as rater_leader_id,
        raters.managed_since,
        greatest(raters.hired_on, leaders.hired_on) as both_hired_on,
        case
            when grouped.subject_id is null then raters.leader_id
            else leaders.leader_id
        end as leader_id,
        case
            when grouped.subject_id is null then raters.org_unit_id
            else leaders.org_unit_id
        end as org_unit_id,
        case
            when grouped.subject_id is null then raters.business_unit
            else leaders.business_unit
        end as business_unit,
        case
            when grouped.subject_id is null then raters.cohort_id
            else leaders.cohort_id
        end as cohort_id,
        coalesce(raters.is_roster_backfilled, false) as is_rater_backfilled,
        coalesce(leaders.is_roster_backfilled, false) as is_subject_backfilled
    from grouped
    left join reports as raters
        on
            grouped.respondent_id = raters.employee_id
            and {{ holds_on('raters', 'grouped.submitted_on') }}
    left join leaders
        on
            grouped.subject_id = leaders.leader_id
            and {{ holds_on('leaders', 'grouped.submitted_on') }}
),

met as (
    select
        rated.*,
        case
            when rated.rater_employee_id is null or rated.is_rater_backfilled then null
            when rated.rater_group <> 'direct_reports'
                then {{ days_between('rated.both_hired_on', 'rated.submitted_on') }}
            when rated.rater_leader_id <> rated.leader_id then 0
            when rated.rater_leader_id = rated.leader_id
                then {{ days_between('rated.managed_since', 'rated.submitted_on') }}
        end as acquainted_days
    from rated
),

ranked as (
    select
        met.*,
        row_number() over (
            partition by
                met.survey_id,
                met.wave_id,
                met.instrument_id,
                met.leader_id,
                coalesce(met.respondent_id, met.response_id)
            order by
                met.answered_count > 0 desc,
                met.submitted_at desc,
                met.response_id desc
        ) as recency
    from met
)

select
    ranked.survey_id,
    ranked.wave_id,
    waves.wave_month,
    ranked.response_id,
    ranked.respondent_id,
    ranked.subject_id,
    ranked.relation,
    ranked.rater_group,
    instruments.indicator_id,
    ranked.instrument_id,
    ranked.instrument_version,
    ranked.answered_count,
    ranked.submitted_at,
    ranked.submitted_on,
    coalesce(
        ranked.acquainted_days >= {{ threshold('acquaintance_min_days') }}, true
    ) as is_acquainted,
    ranked.acquainted_days is not null as is_acquaintance_known,
    ranked.recency = 1 as is_last_form,
    ranked.is_rater_backfilled or ranked.is_subject_backfilled as is_roster_backfilled,
    ranked.leader_id,
    ranked.org_unit_id,
    ranked.business_unit,
    ranked.cohort_id
from ranked
inner join waves
    on ranked.survey_id = waves.survey_id and ranked.wave_id = waves.wave_id
inner join instruments
    on
        ranked.instrument_id = instruments.instrument_id
        and ranked.instrument_version = instruments.instrument_version
