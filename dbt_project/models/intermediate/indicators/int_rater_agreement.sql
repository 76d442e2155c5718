{#- The estimate over all units, the band from the replicates. -#}
with ratings as (
    select * from {{ ref('int_agreement_units') }}
),

replicates as (
    select * from {{ ref('int_agreement_replicated') }}
),

spans as (
    select * from {{ ref('int_indicator_spans') }}
    where indicator_id = 'rater_agreement'
),

evidence as (
    select
        ratings.period_grain,
        ratings.period_start,
        count(distinct ratings.rater_id) as rater_count,
        count(distinct ratings.unit_id) as unit_count,
        count(*) as response_count,
        max(ratings.rated_on) as last_evidence_on
    from ratings
    group by ratings.period_grain, ratings.period_start
),

bands as (
    select
        replicates.period_grain,
        replicates.period_start,
        max(case when replicates.replicate = 0 then replicates.alpha end) as estimate,
        stddev_samp(case when replicates.replicate > 0 then replicates.alpha end)
            as standard_error,
        percentile_cont(0.025) within group (
            order by case when replicates.replicate > 0 then replicates.alpha end
        ) as lower,
        percentile_cont(0.975) within group (
            order by case when replicates.replicate > 0 then replicates.alpha end
        ) as upper
    from replicates
    group by replicates.period_grain, replicates.period_start
),

final as (
    select
        spans.construct,
        spans.scope_type,
        spans.scope_type as scope_id,
        evidence.period_grain,
        evidence.period_start,
        bands.estimate,
        evidence.unit_count as denominator,
        evidence.rater_count,
        evidence.rater_count as people_count,
        evidence.response_count,
        evidence.last_evidence_on,
        evidence.unit_count / (evidence.unit_count + 1.0) as reliability,
        case when evidence.unit_count > 1 then bands.standard_error end
            as standard_error,
        case when evidence.unit_count > 1 then bands.lower end as lower,
        case when evidence.unit_count > 1 then bands.upper end as upper,
        case
            when bands.estimate is null then 'no_variation'
            when evidence.unit_count < 2 then 'too_few_for_band'
        end as estimate_note
    from evidence
    inner join bands
        on
            evidence.period_grain = bands.period_grain
            and evidence.period_start = bands.period_start
    inner join spans
        on evidence.period_grain = spans.period_grain and spans.scope_type = 'company'
)

{{ indicator_columns(
    'final',
    'rater_agreement',
    absent=[
        'numerator', 'eligible_count', 'answered_share', 'between_variance',
        'instrument_version',
    ],
) }}
