{#- Whether each instrument version measures one thing and tells leaders apart. -#}
with alphas as (
    select * from {{ ref('int_instrument_alphas') }}
    where form_count >= {{ threshold('anonymity_min_raters') }}
),

agreements as (
    select * from {{ ref('int_instrument_agreements') }}
),

factors as (
    select * from {{ ref('stg_statistics__instrument_factors') }}
)

select
    alphas.instrument_id,
    alphas.instrument_version,
    alphas.construct,
    alphas.indicator_id,
    cast(alphas.item_count as bigint) as item_count,
    cast(alphas.form_count as bigint) as form_count,
    cast(agreements.wave_count as bigint) as wave_count,
    {{ rounded('agreements.mean_raters') }} as mean_raters,
    {{ rounded('alphas.alpha') }} as alpha,
    {{ rounded('alphas.alpha_within_leader') }} as alpha_within_leader,
    {{ rounded('agreements.icc_of_one') }} as icc_of_one,
    {{ rounded('agreements.icc_of_mean') }} as icc_of_mean,
    {{ rounded('factors.omega_total') }} as omega_total,
    case
        when factors.omega_total is null
            then coalesce(factors.omega_reason, 'statistics_not_computed')
    end as omega_reason,
    cast(null as string) as release_id
from alphas
left join agreements
    on
        alphas.instrument_id = agreements.instrument_id
        and alphas.instrument_version = agreements.instrument_version
        and alphas.construct = agreements.construct
left join factors
    on
        alphas.instrument_id = factors.instrument_id
        and alphas.instrument_version = factors.instrument_version
        and alphas.construct = factors.construct
