{# Agreement as observed and in each replicate, by metric, and over both (all): the
    mean of the alphas, weighted by the scores they rest on. A replicate counts only when
    all that varies as observed still varies in it. #}
with replicates as (
    select * from {{ ref('int_agreement_replicated') }}
    where alpha is not null
),

alphas as (
    select
        replicates.period_grain,
        replicates.period_start,
        parts.part,
        replicates.replicate,
        count(*) as metric_count,
        {{ combined_alpha('replicates.alpha', 'replicates.ratings') }} as alpha
    from replicates
    inner join {{ literal_rows('part', ['nominal', 'ordinal', 'all']) }} as parts
        on parts.part in (replicates.metric, 'all')
    group by
        replicates.period_grain,
        replicates.period_start,
        parts.part,
        replicates.replicate
),

compared as (
    select
        *,
        max(case when replicate = 0 then metric_count end) over (
            partition by period_grain, period_start, part
        ) as observed_metric_count
    from alphas
)

select
    compared.period_grain,
    compared.period_start,
    compared.part,
    compared.replicate,
    compared.metric_count,
    compared.alpha
from compared
where compared.metric_count = compared.observed_metric_count
