{# What SQL tells of each instrument version, and what of it may be shown. How the
    scores change without careless forms is not shown where so few filled these in that
    the difference would be theirs. #}
with instruments as (
    select * from {{ ref('int_instruments_listed') }}
),

alphas as (
    select * from {{ ref('int_instrument_alphas') }}
),

agreements as (
    select * from {{ ref('int_instrument_agreements') }}
),

agreed as (
    select * from {{ ref('int_instruments_agreed') }}
)

select
    instruments.instrument_id,
    instruments.instrument_version,
    instruments.construct,
    instruments.indicator_id,
    instruments.item_count,
    alphas.form_count,
    alphas.mean_score,
    alphas.alpha,
    alphas.alpha_within_leader,
    alphas.careless_form_count,
    alphas.alpha_without_careless,
    alphas.mean_score_without_careless,
    agreements.wave_count,
    agreements.leader_wave_count,
    agreements.rating_count,
    agreements.mean_raters,
    agreements.ms_between,
    agreements.ms_within,
    agreements.icc_of_one,
    agreements.icc_of_mean,
    {{ raters_needed(
        threshold('reliability_for_coaching'), 'agreements.icc_of_one'
    ) }} as raters_for_coaching,
    {{ raters_needed(
        threshold('reliability_for_strategic'), 'agreements.icc_of_one'
    ) }} as raters_for_strategic,
    {{ raters_needed(
        threshold('reliability_for_calibration'), 'agreements.icc_of_one'
    ) }} as raters_for_calibration,
    agreed.rwg_median,
    agreed.rwg_agreed_share,
    agreed.rwg_skewed_median,
    agreed.rwg_skewed_agreed_share,
    case
        when alphas.form_count is null then 'no_complete_form'
        when alphas.rater_count < {{ threshold('anonymity_min_raters') }}
            then 'too_few_raters'
        when
            least(alphas.leader_count, agreed.leader_count)
            < {{ threshold('anonymity_min_leaders') }}
            then 'too_few_leaders'
    end as suppression_reason,
    case
        when coalesce(alphas.checked_form_count, 0) = 0 then 'care_not_checkable'
        when
            alphas.careless_form_count > 0
            and alphas.careless_rater_count < {{ threshold('anonymity_min_raters') }}
            then 'too_few_to_show'
    end as careless_reason
from instruments
left join alphas
    on
        instruments.instrument_id = alphas.instrument_id
        and instruments.instrument_version = alphas.instrument_version
        and instruments.construct = alphas.construct
left join agreements
    on
        instruments.instrument_id = agreements.instrument_id
        and instruments.instrument_version = agreements.instrument_version
        and instruments.construct = agreements.construct
left join agreed
    on
        instruments.instrument_id = agreed.instrument_id
        and instruments.instrument_version = agreed.instrument_version
        and instruments.construct = agreed.construct
