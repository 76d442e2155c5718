{#- Which score goes with which outcome, other things held equal. No association is
    estimated yet: raw correlations are not shown in its place. -#}
with catalog as (
    select * from {{ ref('int_catalog_listed') }}
    where scope_type = 'leader' and construct = 'all' and period_grain = 'quarter'
),

predictors as (
    select distinct indicator_id from catalog
    where claim_role in ('perception', 'behavior')
),

outcomes as (
    select distinct indicator_id from catalog
    where claim_role = 'outcome'
)

select
    predictors.indicator_id as predictor_id,
    outcomes.indicator_id as outcome_id,
    cast(null as double) as association_estimate,
    cast(null as double) as association_lower,
    cast(null as double) as association_upper,
    cast(null as bigint) as leader_count,
    cast(null as double) as largest_mean_difference,
    cast(null as double) as e_value,
    'insufficient_evidence' as status,
    'association_not_estimated' as status_reason,
    cast(null as string) as release_id
from predictors
cross join outcomes
