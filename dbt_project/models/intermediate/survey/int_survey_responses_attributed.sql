{# Each form on each instrument: who rates whom, as it was on the day it was submitted.
    A pulse names no subject: it rates the leader whom the respondent then had. Where the
    roster knows most colleagues who answer a survey, it ought to know each of them. #}
with forms as (
    select * from {{ ref('int_survey_forms_grouped') }}
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

rated as (
    select
        forms.*,
        raters.employee_id as rater_employee_id,
        raters.leader_id as rater_leader_id,
        raters.managed_since,
        greatest(raters.hired_on, leaders.hired_on) as both_hired_on,
        case
            when forms.subject_id is null then raters.leader_id
            else leaders.leader_id
        end as leader_id,
        case
            when forms.subject_id is null then raters.org_unit_id
            else leaders.org_unit_id
        end as org_unit_id,
        case
            when forms.subject_id is null then raters.business_unit
            else leaders.business_unit
        end as business_unit,
        case
            when forms.subject_id is null then raters.cohort_id
            else leaders.cohort_id
        end as cohort_id,
        coalesce(raters.is_roster_backfilled, false) as is_rater_backfilled,
        coalesce(leaders.is_roster_backfilled, false) as is_subject_backfilled
    from forms
    left join reports as raters
        on
            forms.respondent_id = raters.employee_id
            and {{ holds_on('raters', 'forms.submitted_on') }}
    left join leaders
        on
            forms.subject_id = leaders.leader_id
            and {{ holds_on('leaders', 'forms.submitted_on') }}
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
        end as acquainted_days,
        {{ is_named_colleague('rated') }} and rated.rater_employee_id is null
        and avg(
            case
                when {{ is_named_colleague('rated') }}
                    then case when rated.rater_employee_id is null then 0 else 1 end
            end
        ) over (partition by rated.survey_id)
        >= {{ threshold('roster_covers_raters_min_share') }} as is_rater_unknown
    from rated
)

select
    met.survey_id,
    met.wave_id,
    waves.wave_month,
    met.response_id,
    met.respondent_id,
    met.subject_id,
    met.relation,
    met.rater_group,
    instruments.indicator_id,
    met.instrument_id,
    met.instrument_version,
    met.answered_count,
    met.submitted_at,
    met.submitted_on,
    not met.is_rater_unknown
    and coalesce(
        met.acquainted_days >= {{ threshold('acquaintance_min_days') }}, true
    ) as is_acquainted,
    met.is_rater_unknown,
    met.acquainted_days is not null as is_acquaintance_known,
    met.is_last_form,
    met.is_careless,
    met.is_rater_backfilled or met.is_subject_backfilled as is_roster_backfilled,
    met.leader_id,
    met.org_unit_id,
    met.business_unit,
    met.cohort_id
from met
inner join waves
    on met.survey_id = waves.survey_id and met.wave_id = waves.wave_id
inner join instruments
    on
        met.instrument_id = instruments.instrument_id
        and met.instrument_version = instruments.instrument_version
