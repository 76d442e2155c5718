{# Which earlier score goes with which later outcome of the team, months, role, level
    and tenure held equal, and beside it how leaders with a high and a low score compare
    once matched. A raw correlation is never shown in their place. #}
with catalog as (
    select * from {{ ref('int_catalog_listed') }}
    where scope_type = 'leader' and construct = 'all' and period_grain = 'quarter'
),

predictors as (
    select distinct indicator_id from catalog
    where claim_role in ('perception', 'behavior')
),

outcomes as (
    select * from {{ ref('outcome_analyses') }}
),

estimates as (
    select * from {{ ref('stg_statistics__outcome_associations') }}
),

judged as (
    select
        predictors.indicator_id,
        outcomes.outcome_id as followed_by,
        outcomes.outcome_name,
        outcomes.trial,
        estimates.effect_measure,
        estimates.family_id,
        estimates.band_method,
        estimates.association_estimate,
        estimates.association_lower,
        estimates.association_upper,
        estimates.predictor_step,
        estimates.person_months,
        estimates.share_without_event,
        estimates.e_value,
        estimates.e_value_of_limit,
        estimates.p_value,
        estimates.p_adjusted,
        estimates.matched_estimate,
        estimates.matched_lower,
        estimates.matched_upper,
        estimates.largest_mean_difference,
        estimates.widest_variance_ratio,
        estimates.leader_count,
        estimates.event_count,
        estimates.months_followed,
        estimates.family_size,
        estimates.matched_pair_count,
        estimates.matched_status,
        estimates.matched_status_reason,
        estimates.status,
        estimates.status_reason
    from predictors
    cross join outcomes
    left join estimates
        on
            predictors.indicator_id = estimates.predictor_id
            and outcomes.outcome_id = estimates.outcome_id
)

select
    judged.indicator_id as predictor_id,
    judged.followed_by as outcome_id,
    judged.outcome_name,
    judged.trial,
    {%- for column in ['effect_measure', 'family_id', 'band_method'] %}
        judged.{{ column }},
    {%- endfor %}
    {%- for column in [
        'association_estimate', 'association_lower', 'association_upper',
        'predictor_step', 'person_months', 'share_without_event', 'e_value',
        'e_value_of_limit', 'p_value', 'p_adjusted', 'matched_estimate',
        'matched_lower', 'matched_upper', 'largest_mean_difference',
        'widest_variance_ratio',
    ] %}
        {{ rounded('judged.' ~ column) }} as {{ column }},
    {%- endfor %}
    {%- for column in [
        'leader_count', 'event_count', 'months_followed', 'family_size',
        'matched_pair_count',
    ] %}
        cast(judged.{{ column }} as bigint) as {{ column }},
    {%- endfor %}
    coalesce(judged.matched_status, 'insufficient_evidence') as matched_status,
    coalesce(judged.matched_status_reason, 'statistics_not_computed')
        as matched_status_reason,
    coalesce(judged.status, 'insufficient_evidence') as status,
    coalesce(judged.status_reason, 'statistics_not_computed') as status_reason,
    case
        when judged.association_estimate is null then 'nothing can be said'
        when judged.p_adjusted >= {{ threshold('band_alpha') }}
            then 'no association beyond chance'
        when judged.association_estimate > 1
            then 'a higher score is associated with more of the outcome'
        else 'a higher score is associated with less of the outcome'
    end as wording,
    cast(null as string) as release_id
from judged
