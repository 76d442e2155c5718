{#- Since when each observer sees what the experts see often enough to be counted. -#}
with calibrations as (
    select * from {{ ref('int_calibrations_scored') }}
),

behaviors as (
    select * from {{ ref('behaviors') }}
),

days as (
    select
        calibrations.rater_id,
        calibrations.rated_on,
        count(*) as score_count,
        sum(
            case
                when
                    (calibrations.score >= behaviors.seen_from)
                    = (calibrations.expert_score >= behaviors.seen_from)
                    then 1
                else 0
            end
        ) as agreed_count
    from calibrations
    inner join behaviors on calibrations.behavior_id = behaviors.behavior_id
    group by calibrations.rater_id, calibrations.rated_on
),

running as (
    select
        days.rater_id,
        days.rated_on as valid_from,
        lead(days.rated_on, 1, {{ open_end() }}) over (
            partition by days.rater_id order by days.rated_on
        ) as valid_to,
        sum(days.score_count) over (
            partition by days.rater_id order by days.rated_on
        ) as score_count,
        sum(days.agreed_count) over (
            partition by days.rater_id order by days.rated_on
        ) as agreed_count
    from days
)

select
    running.rater_id as observer_id,
    running.valid_from,
    running.valid_to,
    cast(running.agreed_count as double) / running.score_count as agreement_share,
    cast(running.agreed_count as double) / running.score_count
    >= {{ threshold('observer_min_agreement_share') }} as is_certified
from running
