{# Each scope's share, with the sums of squares between and within its clusters. #}
with clusters as (
    select
        *,
        successes / trials as cluster_share,
        sum(successes) over (
            partition by
                indicator_id,
                construct,
                scope_type,
                scope_id,
                period_grain,
                period_start
        ) / sum(trials) over (
            partition by
                indicator_id,
                construct,
                scope_type,
                scope_id,
                period_grain,
                period_start
        ) as center
    from {{ ref('int_share_clusters_scoped') }}
)

select
    clusters.indicator_id,
    {{ indicator_keys('clusters') }},
    count(*) as cluster_count,
    sum(clusters.successes) as successes,
    sum(clusters.trials) as trials,
    sum(clusters.successes) / sum(clusters.trials) as estimate,
    sum(clusters.trials * clusters.trials) / sum(clusters.trials) as trials_per_cluster,
    sum(
        clusters.trials
        * (clusters.cluster_share - clusters.center)
        * (clusters.cluster_share - clusters.center)
    ) as squares_between,
    sum(clusters.trials * clusters.cluster_share * (1 - clusters.cluster_share))
        as squares_within,
    max(clusters.last_on) as last_evidence_on
from clusters
group by
    clusters.indicator_id,
    {{ indicator_keys('clusters') }}
