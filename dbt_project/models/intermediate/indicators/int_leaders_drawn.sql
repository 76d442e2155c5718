{# How often each assessed leader counts in each replicate of a bootstrap over leaders:
    weights hang on the leader's id and the replicate alone, so that every engine draws
    the same. Replicate 0 counts each leader once. #}
with leaders as (
    select distinct leader_id from {{ ref('int_leaders_assessed') }}
    where reliable_change is not null
),

replicates as (
    {{ dbt.generate_series(1024) }}
),

digests as (
    select
        leaders.leader_id,
        replicates.generated_number as replicate,
        md5(leaders.leader_id || '|' || replicates.generated_number) as digest
    from leaders
    cross join replicates
    where replicates.generated_number <= {{ threshold('bootstrap_replicates') }}
),

draws as (
    select
        digests.leader_id,
        digests.replicate,
        {{ hashed_uniform('digests.digest') }} as drawn
    from digests
)

select
    leaders.leader_id,
    0 as replicate,
    1 as weight
from leaders
union all
select
    draws.leader_id,
    draws.replicate,
    {{ poisson_weight('draws.drawn') }} as weight
from draws
