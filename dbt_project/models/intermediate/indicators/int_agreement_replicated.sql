{# Krippendorff's alpha of each period and metric, as observed (replicate 0) and in
    each replicate of a Poisson bootstrap over units, whose weights hang on the unit's
    id alone. #}
with ratings as (
    select * from {{ ref('int_agreement_units') }}
),

replicates as (
    {{ dbt.generate_series(1024) }}
),

categories as (
    select
        ratings.period_grain,
        ratings.period_start,
        ratings.metric,
        ratings.unit_id,
        ratings.category,
        cast(max(ratings.unit_ratings) as double) as unit_ratings,
        cast(count(*) as double) as ratings
    from ratings
    group by
        ratings.period_grain,
        ratings.period_start,
        ratings.metric,
        ratings.unit_id,
        ratings.category
),

units as (
    select distinct ratings.unit_id from ratings
),

digests as (
    select
        units.unit_id,
        replicates.generated_number as replicate,
        md5(units.unit_id || '|' || replicates.generated_number) as digest
    from units
    cross join replicates
    where replicates.generated_number <= {{ threshold('bootstrap_replicates') }}
),

draws as (
    select
        digests.unit_id,
        digests.replicate,
        {{ hashed_uniform('digests.digest') }} as drawn
    from digests
),

weights as (
    select
        units.unit_id,
        0 as replicate,
        1 as weight
    from units
    union all
    select
        draws.unit_id,
        draws.replicate,
        {{ poisson_weight('draws.drawn') }} as weight
    from draws
),

unit_counts as (
    select
        categories.period_grain,
        categories.period_start,
        categories.metric,
        categories.unit_id,
        categories.category,
        categories.unit_ratings,
        categories.ratings,
        weights.replicate,
        weights.weight
    from categories
    inner join weights on categories.unit_id = weights.unit_id
),

{{ alpha_steps(['period_grain', 'period_start', 'replicate']) }}

select
    alphas.period_grain,
    alphas.period_start,
    alphas.metric,
    alphas.replicate,
    alphas.ratings,
    alphas.alpha
from alphas
