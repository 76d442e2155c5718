{# Agreement of each period with its band: percentiles of the replicates. Where nobody
    disagreed there is none, for nobody disagrees in any replicate. #}
with ratings as (
    select * from {{ ref('int_agreement_units') }}
),

replicates as (
    select * from {{ ref('int_agreement_combined') }}
),

bands as (
    select
        replicates.period_grain,
        replicates.period_start,
        replicates.part,
        max(replicates.metric_count) as observed_metric_count,
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
    group by replicates.period_grain, replicates.period_start, replicates.part
),

evidence as (
    select
        ratings.period_grain,
        ratings.period_start,
        parts.part,
        count(distinct ratings.metric) as metric_count,
        count(distinct ratings.rater_id) as rater_count,
        count(distinct ratings.unit_id) as unit_count,
        count(*) as response_count,
        max(ratings.rated_on) as last_evidence_on
    from ratings
    inner join {{ literal_rows('part', ['nominal', 'ordinal', 'all']) }} as parts
        on parts.part in (ratings.metric, 'all')
    group by ratings.period_grain, ratings.period_start, parts.part
),

joined as (
    select
        evidence.period_grain,
        evidence.period_start,
        evidence.part,
        evidence.rater_count,
        evidence.unit_count,
        evidence.response_count,
        evidence.last_evidence_on,
        bands.estimate,
        bands.standard_error,
        bands.lower,
        bands.upper,
        evidence.unit_count > 1 and bands.estimate < 1 as has_band,
        case
            when bands.estimate is null then 'no_variation'
            when bands.observed_metric_count < evidence.metric_count
                then 'one_scale_only'
            when evidence.unit_count < 2 then 'too_few_for_band'
            when bands.estimate = 1 then 'no_disagreement'
        end as estimate_note
    from evidence
    left join bands
        on
            evidence.period_grain = bands.period_grain
            and evidence.period_start = bands.period_start
            and evidence.part = bands.part
)

select
    joined.period_grain,
    joined.period_start,
    joined.part,
    joined.rater_count,
    joined.unit_count,
    joined.response_count,
    joined.last_evidence_on,
    joined.estimate,
    joined.estimate_note,
    case when joined.has_band then joined.standard_error end as standard_error,
    case when joined.has_band then least(joined.lower, joined.estimate) end as lower,
    case when joined.has_band then greatest(joined.upper, joined.estimate) end as upper
from joined
