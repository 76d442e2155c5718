{# A survey indicator: the mean over leaders of the mean of their raters. Student's band
   by Satterthwaite's (1946) degrees of freedom; for a leader also the empirical Bayes
   estimate with its posterior band (METHOD 7, 10). #}
{% macro indicator_mean(indicator_id) -%}
    with scopes as (
        select * from {{ ref('int_survey_scopes_scored') }}
        where indicator_id = '{{ indicator_id }}'
    ),

    errors as (
        select
            *,
            between_error + within_error as error_variance,
            coalesce(
                power(between_error + within_error, 2) / nullif(
                    coalesce(
                        power(between_error, 2) / nullif(spread_leaders - 1, 0), 0.0
                    )
                    + power(within_error, 2) / nullif(degrees_of_freedom, 0),
                    0
                ),
                degrees_of_freedom
            ) as band_degrees,
            {{ shrinkage('company_variance', 'within_error', 'company_leaders') }}
                as kept,
            {{ z_95() }} as z
        from {{ ref('int_survey_errors_scoped') }}
        where indicator_id = '{{ indicator_id }}'
    ),

    raters as (
        select * from {{ ref('int_survey_raters_scoped') }}
        where indicator_id = '{{ indicator_id }}'
    ),

    invitations as (
        select * from {{ ref('int_invitations_scoped') }}
        where indicator_id = '{{ indicator_id }}'
    ),

    quantiles as (
        select * from {{ ref('quantiles_t') }}
    ),

    final as (
        select
            {{ indicator_keys('scopes') }},
            scopes.estimate,
            sqrt(errors.error_variance) as standard_error,
            scopes.estimate - quantiles.t_975 * sqrt(errors.error_variance) as lower,
            scopes.estimate + quantiles.t_975 * sqrt(errors.error_variance) as upper,
            raters.rater_count,
            raters.response_count,
            invitations.invited_count as eligible_count,
            cast(scopes.answered_count as double) / nullif(scopes.applicable_count, 0)
            * coalesce(
                cast(
                    coalesce(
                        invitations.heard_count,
                        least(raters.rater_count, invitations.invited_count)
                    ) as double
                ) / invitations.invited_count,
                1
            ) as answered_share,
            errors.credible_variance as between_variance,
            {{ reliability('errors.credible_variance', 'errors.error_variance') }}
                as reliability,
            scopes.last_evidence_on,
            scopes.instrument_version,
            raters.rater_count as people_count,
            {{ _leader_only('errors.company_estimate + ' ~ _pull()) }}
                as estimate_shrunk,
            {{ _leader_only(
                'errors.company_estimate + ' ~ _pull() ~ ' - ' ~ _posterior_width()
            ) }} as shrunk_lower,
            {{ _leader_only(
                'errors.company_estimate + ' ~ _pull() ~ ' + ' ~ _posterior_width()
            ) }} as shrunk_upper
        from scopes
        inner join errors
            on {{ same_cell('scopes', 'errors') }}
        left join raters
            on {{ same_cell('scopes', 'raters') }}
        left join invitations on {{ same_scope('scopes', 'invitations') }}
        left join quantiles
            on {{ t_key('errors.band_degrees') }} = quantiles.degrees_of_freedom
    )

    {{ indicator_columns(
        'final',
        indicator_id,
        absent=['numerator', 'denominator', 'estimate_note'],
        extras=['estimate_shrunk', 'shrunk_lower', 'shrunk_upper'],
    ) }}
{%- endmacro %}

{% macro _leader_only(expression) -%}
    case when scopes.scope_type = 'leader' then {{ expression }} end
{%- endmacro %}

{# What is kept of the distance from the company's mean. #}
{% macro _pull() -%}
    errors.kept * (scopes.estimate - errors.company_estimate)
{%- endmacro %}

{# Half the posterior band: the leader's error as far as kept, and that of the company's
   mean as far as leaned on. #}
{% macro _posterior_width() -%}
    errors.z * sqrt(
        errors.kept * errors.error_variance
        + (1 - errors.kept) * (1 - errors.kept) * errors.company_error
    )
{%- endmacro %}
