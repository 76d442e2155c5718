{# What to do after a pilot, and why: stop when something got worse, extend when
    the data are not proven, go when behavior moved, stop when it can have moved by
    no more than is worth it, extend when that is open. Nothing before the last day.
    #}
with readings as (
    select * from {{ ref('int_pilot_read') }}
    where is_over and pilot_day = {{ threshold('pilot_days') }}
),

quality as (
    select * from {{ ref('int_pilot_quality') }}
),

summed as (
    select
        readings.cohort_id,
        max(case when readings.is_worse then 1 else 0 end) = 1 as is_harmed,
        max(
            case
                when readings.claim_role = 'behavior' and readings.is_better then 1
                else 0
            end
        ) = 1 as has_behavior_moved,
        max(
            case
                when readings.claim_role = 'behavior' and readings.measure is not null
                    then 1
                else 0
            end
        ) = 1 as is_behavior_read,
        min(
            case
                when
                    readings.claim_role = 'behavior'
                    and readings.measure is not null
                    and not readings.is_not_worthwhile
                    then 0
                else 1
            end
        ) = 1 as is_not_worthwhile,
        max(readings.pilot_day) as pilot_day,
        max(readings.leader_count) as leader_count
    from readings
    group by readings.cohort_id
),

reasoned as (
    select
        summed.cohort_id,
        summed.pilot_day,
        case
            when summed.leader_count < {{ threshold('anonymity_min_people') }}
                then 'extend:too_few_leaders'
            when summed.is_harmed then 'stop:something_got_worse'
            when not quality.is_complete then 'extend:data_incomplete'
            when not quality.has_raters then 'extend:too_few_raters'
            when not quality.is_agreed then 'extend:observers_do_not_agree'
            when not summed.is_behavior_read then 'extend:behavior_not_read'
            when summed.has_behavior_moved then 'go:behavior_moved'
            when summed.is_not_worthwhile then 'stop:no_worthwhile_change'
            else 'extend:change_not_certain'
        end as verdict
    from summed
    inner join quality on summed.cohort_id = quality.cohort_id
)

select
    reasoned.cohort_id,
    reasoned.pilot_day,
    split_part(reasoned.verdict, ':', 1) as decision,
    split_part(reasoned.verdict, ':', 2) as decision_reason
from reasoned
