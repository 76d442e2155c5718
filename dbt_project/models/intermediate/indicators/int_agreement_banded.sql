{#- Agreement of each period by metric, and over both (all): the mean of the alphas,
    weighted by the scores they rest on. The band is that of the replicates in which all
    that varies as observed still varies; where nobody disagreed there is none, for
    nobody disagrees in any replicate. -#}
with ratings as (
    select * from {{ ref('int_agreement_units') }}
),

replicates as (
    select * from {{ ref('int_agreement_replicated') }}
    where alpha is not null
),

metrics as (
    select
        replicates.*,
        replicates.metric as part
    from replicates
    union all
    select
        replicates.*,
        'all' as part
    from replicates
),

alphas as (
    select
        metrics.period_grain,
        metrics.period_start,
        metrics.part,
        metrics.replicate,
        count(*) as metric_count,
        {{ combined_alpha('metrics.alpha', 'metrics.ratings') }} as alpha
    from metrics
    group by
        metrics.period_grain, metrics.period_start, metrics.part, metrics.replicate
),

whole as (
    select
        *,
        max(case when replicate = 0 then metric_count end) over (
            partition by period_grain, period_start, part
        ) as observed_metric_count
    from alphas
),

bands as (
    select
        whole.period_grain,
        whole.period_start,
        whole.part,
        max(whole.observed_metric_count) as observed_metric_count,
        max(case when whole.replicate = 0 then whole.alpha end) as estimate,
        stddev_samp(case when whole.replicate > 0 then whole.alpha end)
            as standard_error,
        percentile_cont(0.025) within group (
            order by case when whole.replicate > 0 then whole.alpha end
        ) as lower,
        percentile_cont(0.975) within group (
            order by case when whole.replicate > 0 then whole.alpha end
        ) as upper
    from whole
    where whole.metric_count = whole.observed_metric_count
    group by whole.period_grain, whole.period_start, whole.part
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
        evidence.*,
        bands.estimate,
        bands.standard_error,
        bands.lower,
        bands.upper,
        case
            when bands.estimate is null then 'no_variation'
            when bands.observed_metric_count < evidence.metric_count
                then 'one_scale_only'
        end as scale_note,
        case
            when evidence.unit_count < 2 then 'too_few_for_band'
            when bands.estimate = 1 then 'no_disagreement'
        end as band_note
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
    case when joined.band_note is null then joined.standard_error end
        as standard_error,
    case when joined.band_note is null then least(joined.lower, joined.estimate) end
        as lower,
    case when joined.band_note is null then greatest(joined.upper, joined.estimate) end
        as upper,
    coalesce(joined.scale_note, joined.band_note) as estimate_note
from joined
