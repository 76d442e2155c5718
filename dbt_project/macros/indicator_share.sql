{# A share of trials that cluster: Wilson's band on the effective number of trials, n /
   (1 + (m - 1) ICC) with m trials per cluster (Kish 1965, section 5.4); reliability n /
   (n + a + b) of the beta-binomial model. Renders the CTEs up to `shares`; the caller
   adds who stands behind it. #}
{% macro share_steps(indicator_id) -%}
    scopes as (
        select * from {{ ref('int_share_scopes_counted') }}
        where indicator_id = '{{ indicator_id }}'
    ),

    spread as (
        select * from {{ ref('int_share_spread_pooled') }}
        where indicator_id = '{{ indicator_id }}'
    ),

    companies as (
        select * from {{ ref('int_share_spread_pooled') }}
        where indicator_id = '{{ indicator_id }}' and scope_type = 'company'
    ),

    effective as (
        select
            {{ indicator_keys('scopes') }},
            scopes.estimate,
            scopes.successes,
            scopes.trials,
            scopes.last_evidence_on,
            scopes.trials / (
                1 + (scopes.trials_per_cluster - 1) * coalesce(
                    spread.intraclass,
                    case
                        when scopes.scope_type <> 'leader' then companies.intraclass
                    end,
                    0.0
                )
            ) as effective_trials,
            companies.credible_variance,
            companies.ms_within + case
                when scopes.scope_type = 'leader' then 0.0
                else companies.between_variance
            end as trial_variance,
            {{ z_95() }} as z
        from scopes
        inner join spread
            on
                scopes.construct = spread.construct
                and scopes.scope_type = spread.scope_type
                and scopes.period_grain = spread.period_grain
                and scopes.period_start = spread.period_start
        inner join companies
            on
                scopes.construct = companies.construct
                and scopes.period_grain = companies.period_grain
                and scopes.period_start = companies.period_start
    ),

    shares as (
        select
            {{ indicator_keys('effective') }},
            effective.estimate,
            sqrt(
                effective.estimate * (1 - effective.estimate)
                / effective.effective_trials
            ) as standard_error,
            {{ wilson_lower(
                'effective.estimate', 'effective.effective_trials', 'effective.z'
            ) }} as lower,
            {{ wilson_upper(
                'effective.estimate', 'effective.effective_trials', 'effective.z'
            ) }} as upper,
            effective.successes as numerator,
            effective.trials as denominator,
            effective.trials as response_count,
            effective.effective_trials,
            effective.credible_variance as between_variance,
            {{ reliability(
                'effective.credible_variance',
                'effective.trial_variance / effective.effective_trials',
            ) }} as reliability,
            effective.last_evidence_on
        from effective
    )
{%- endmacro %}

{# The columns of `shares`, for the select that joins who stands behind it. #}
{% macro share_columns(relation) -%}
    {{ indicator_keys(relation) }},
    {{ relation }}.estimate,
    {{ relation }}.standard_error,
    {{ relation }}.lower,
    {{ relation }}.upper,
    {{ relation }}.numerator,
    {{ relation }}.denominator,
    {{ relation }}.response_count,
    {{ relation }}.between_variance,
    {{ relation }}.reliability,
    {{ relation }}.last_evidence_on
{%- endmacro %}

{# A share of people, each counted once: Wilson's band. One person is one trial, so the
   spread between people is all the spread there is, and reliability is n / (n + 1). The
   relation gives numerator and denominator beside the key. #}
{% macro headcount_columns(relation, z) -%}
    {{ relation }}.numerator / {{ relation }}.denominator as estimate,
    sqrt(
        {{ relation }}.numerator / {{ relation }}.denominator
        * (1 - {{ relation }}.numerator / {{ relation }}.denominator)
        / {{ relation }}.denominator
    ) as standard_error,
    {{ wilson_lower(
        '(' ~ relation ~ '.numerator / ' ~ relation ~ '.denominator)',
        relation ~ '.denominator',
        z,
    ) }} as lower,
    {{ wilson_upper(
        '(' ~ relation ~ '.numerator / ' ~ relation ~ '.denominator)',
        relation ~ '.denominator',
        z,
    ) }} as upper,
    {{ relation }}.numerator / {{ relation }}.denominator
    * (1 - {{ relation }}.numerator / {{ relation }}.denominator) as between_variance,
    {{ relation }}.denominator / ({{ relation }}.denominator + 1.0) as reliability
{%- endmacro %}
