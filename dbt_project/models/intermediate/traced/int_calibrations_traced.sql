{{ config(materialized='view') }}
{# Anchor scores: those behind the agreement of raters, and those that say which
    observers are fit to be counted. #}
with units as (
    select
        *,
        cast(null as {{ dbt.type_string() }}) as leader_id,
        cast(null as {{ dbt.type_string() }}) as org_unit_id,
        cast(null as {{ dbt.type_string() }}) as business_unit,
        cast(null as {{ dbt.type_string() }}) as cohort_id
    from {{ ref('int_agreement_units') }}
),

calibrations as (
    select * from {{ ref('int_calibrations_scored') }}
),

observers as (
    select
        observer_id,
        leader_id,
        org_unit_id,
        business_unit,
        cohort_id,
        date_trunc('month', observed_on) as observed_month,
        max(observed_on) as observed_on
    from {{ ref('int_observations_counted') }}
    where is_observable
    group by
        observer_id,
        leader_id,
        org_unit_id,
        business_unit,
        cohort_id,
        date_trunc('month', observed_on)
)

select
    {{ traced_columns(
        'units',
        'calibrations',
        "'rater_agreement'",
        'units.period_start',
        period_grain='units.period_grain',
    ) }}
from units
union all
select
    {{ traced_columns(
        'observers',
        'certification',
        "'observed_behavior_share'",
        'observers.observed_on',
        lines='calibrations',
    ) }}
from observers
inner join calibrations
    on
        observers.observer_id = calibrations.rater_id
        and observers.observed_on >= calibrations.rated_on
