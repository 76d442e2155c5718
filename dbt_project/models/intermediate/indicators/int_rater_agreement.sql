with agreements as (
    select * from {{ ref('int_agreement_banded') }}
    where part = 'all'
),

spans as (
    select * from {{ ref('int_indicator_spans') }}
    where indicator_id = 'rater_agreement'
),

final as (
    select
        spans.construct,
        spans.scope_type,
        spans.scope_type as scope_id,
        agreements.period_grain,
        agreements.period_start,
        agreements.estimate,
        agreements.standard_error,
        agreements.lower,
        agreements.upper,
        agreements.unit_count as denominator,
        agreements.rater_count,
        agreements.rater_count as people_count,
        agreements.response_count,
        agreements.last_evidence_on,
        agreements.estimate_note,
        agreements.unit_count / (agreements.unit_count + 1.0) as reliability
    from agreements
    inner join spans
        on agreements.period_grain = spans.period_grain and spans.scope_type = 'company'
)

{{ indicator_columns(
    'final',
    'rater_agreement',
    absent=[
        'numerator', 'eligible_count', 'answered_share', 'between_variance',
        'instrument_version',
    ],
) }}
