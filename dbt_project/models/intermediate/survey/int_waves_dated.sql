{# The month of each wave: that of its median submission, so that a wave which runs
    over a month's end is one wave; without a submission, of its median invitation. #}
with submissions as (
    select distinct
        survey_id,
        wave_id,
        response_id,
        cast(submitted_at as date) as dated_on
    from {{ ref('int_survey_items_scored') }}
),

invitations as (
    select
        survey_id,
        wave_id,
        cast(invited_at as date) as dated_on
    from {{ ref('stg_survey__invitations') }}
    where cast(invited_at as date) <= {{ as_of() }}
),

days as (
    select
        submissions.survey_id,
        submissions.wave_id,
        0 as preference,
        submissions.dated_on,
        count(*) as event_count
    from submissions
    group by submissions.survey_id, submissions.wave_id, submissions.dated_on
    union all
    select
        invitations.survey_id,
        invitations.wave_id,
        1 as preference,
        invitations.dated_on,
        count(*) as event_count
    from invitations
    group by invitations.survey_id, invitations.wave_id, invitations.dated_on
),

accumulated as (
    select
        days.*,
        min(days.preference) over (
            partition by days.survey_id, days.wave_id
        ) as best_preference,
        sum(days.event_count) over (
            partition by days.survey_id, days.wave_id, days.preference
            order by days.dated_on
        ) as events_so_far,
        sum(days.event_count) over (
            partition by days.survey_id, days.wave_id, days.preference
        ) as events_in_all
    from days
)

select
    accumulated.survey_id,
    accumulated.wave_id,
    cast(
        date_trunc(
            'month',
            min(
                case
                    when accumulated.events_so_far * 2 >= accumulated.events_in_all
                        then accumulated.dated_on
                end
            )
        ) as date
    ) as wave_month,
    min(accumulated.dated_on) as first_on,
    min(
        case
            when accumulated.events_so_far * 2 >= accumulated.events_in_all
                then accumulated.dated_on
        end
    ) as median_on,
    max(accumulated.dated_on) as last_on
from accumulated
where accumulated.preference = accumulated.best_preference
group by accumulated.survey_id, accumulated.wave_id
