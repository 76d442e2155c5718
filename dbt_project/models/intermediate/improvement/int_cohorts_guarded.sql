{# Every trained cohort against the suspicion that it only went back to where it
    belongs: was it picked for a low score, on the very wave that its gain is
    counted from? Paired gain by Student's t over leaders, beside the gain that
    needs no training. #}
with cohorts as (
    select
        cohort_id,
        count(trained_on) as leader_count
    from {{ ref('int_cohorts_assigned') }}
    where trained_on is not null and cohort_id is not null
    group by cohort_id
),

members as (
    select
        leader_id,
        cohort_id
    from {{ ref('int_cohorts_assigned') }}
),

compared as (
    select * from {{ ref('int_cohorts_compared') }}
),

changes as (
    select * from {{ ref('int_leaders_changed') }}
    where valid_to = {{ open_end() }}
),

gains as (
    select
        members.cohort_id,
        count(*) as follow_up_leader_count,
        avg(changes.mean_score) as follow_up_score,
        avg(changes.score_change) as gain,
        stddev_samp(changes.score_change) / sqrt(count(*)) as gain_error
    from changes
    inner join members on changes.leader_id = members.leader_id
    group by members.cohort_id
),

quantiles as (
    select * from {{ ref('quantiles_t') }}
)

select
    cohorts.cohort_id,
    cohorts.leader_count,
    compared.baseline_leader_count,
    compared.compared_leader_count,
    compared.smallest_group,
    compared.baseline_wave_count,
    compared.score_of_all,
    compared.score,
    compared.reliability,
    compared.shift,
    compared.shift_lower,
    compared.shift_upper,
    compared.is_selected_low,
    compared.regression_gain,
    compared.expected_follow_up,
    gains.follow_up_leader_count,
    gains.follow_up_score,
    gains.gain,
    gains.gain - quantiles.t_975 * gains.gain_error as gain_lower,
    gains.gain + quantiles.t_975 * gains.gain_error as gain_upper,
    case
        when compared.cohort_id is null then 'no_baseline'
        when not compared.is_selected_low then 'not_selected_low'
        when compared.baseline_wave_count >= {{ threshold('baseline_max_waves') }}
            then 'selected_low_with_second_baseline'
        else 'selected_low_on_only_baseline'
    end as guard_reason
from cohorts
left join compared on cohorts.cohort_id = compared.cohort_id
left join gains on cohorts.cohort_id = gains.cohort_id
left join quantiles
    on {{ t_key('gains.follow_up_leader_count - 1') }} = quantiles.degrees_of_freedom
