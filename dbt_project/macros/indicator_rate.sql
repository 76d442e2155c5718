{# A rate: events per 100 person-years. Exact Poisson band (Garwood 1936; Byar above the
   table); reliability E / (E + beta) of the gamma-Poisson model. A scope with exposure
   and no event has a row, from the first month that the feed reports to the last:
   before it, no events would be a guess. feed: the feed that would have told. #}
{% macro indicator_rate(indicator_id, feed) -%}
    with spans as (
        select * from {{ ref('int_indicator_spans') }}
        where indicator_id = '{{ indicator_id }}'
    ),

    reported as (
        select
            cast(date_trunc('month', first_on) as date) as first_month,
            last_on
        from {{ ref('int_people_events_spanned') }}
        where feed = '{{ feed }}'
    ),

    periods as (
        select * from {{ ref('int_periods_spanned') }}
    ),

    exposure as (
        select * from {{ ref('int_exposure_scoped') }}
    ),

    events as (
        select * from {{ ref('int_rate_events_scoped') }}
        where indicator_id = '{{ indicator_id }}'
    ),

    spread as (
        select * from {{ ref('int_rate_spread_trailing') }}
        where indicator_id = '{{ indicator_id }}'
    ),

    counted as (
        select
            spans.construct,
            exposure.scope_type,
            exposure.scope_id,
            exposure.period_grain,
            exposure.period_start,
            exposure.person_months,
            exposure.people_count,
            cast(coalesce(events.event_count, 0) as double) as event_count,
            least(periods.period_end, reported.last_on, {{ as_of() }})
                as last_evidence_on,
            spread.mean_rate,
            spread.credible_variance
        from exposure
        inner join spans
            on
                exposure.scope_type = spans.scope_type
                and exposure.period_grain = spans.period_grain
        inner join periods
            on
                exposure.period_grain = periods.period_grain
                and exposure.period_start = periods.period_start
        inner join reported on periods.period_end >= reported.first_month
        left join events on {{ same_scope('exposure', 'events') }}
        left join spread on exposure.last_month = spread.month_start
        where exposure.person_months > 0
    ),

    quantiles as (
        select * from {{ ref('quantiles_poisson') }}
    ),

    limits as (
        select
            {{ indicator_keys('counted') }},
            counted.event_count,
            counted.person_months,
            counted.people_count,
            counted.last_evidence_on,
            counted.mean_rate,
            counted.credible_variance,
            {{ poisson_lower('counted.event_count', 'quantiles.lower', z_95()) }}
                as events_lower,
            {{ poisson_upper('counted.event_count', 'quantiles.upper', z_95()) }}
                as events_upper
        from counted
        left join quantiles on counted.event_count = quantiles.event_count
    ),

    final as (
        select
            {{ indicator_keys('limits') }},
            1200 * limits.event_count / limits.person_months as estimate,
            1200 * sqrt(limits.event_count) / limits.person_months as standard_error,
            1200 * limits.events_lower / limits.person_months as lower,
            1200 * limits.events_upper / limits.person_months as upper,
            limits.event_count as numerator,
            limits.person_months / 12 as denominator,
            limits.people_count as rater_count,
            limits.event_count as response_count,
            limits.people_count as eligible_count,
            1200.0 * 1200.0 * limits.credible_variance as between_variance,
            {{ reliability(
                'limits.credible_variance', 'limits.mean_rate / limits.person_months'
            ) }} as reliability,
            limits.last_evidence_on,
            limits.people_count
        from limits
    )

    {{ indicator_columns(
        'final',
        indicator_id,
        absent=['answered_share', 'instrument_version', 'estimate_note'],
    ) }}
{%- endmacro %}
