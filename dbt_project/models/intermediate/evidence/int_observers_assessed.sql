{# How each observer, on each day of calibration, scores the anchor units against the
    experts. #}
with anchors as (
    select * from {{ ref('int_anchors_compared') }}
),

pairs as (
    select
        anchors.rater_id,
        anchors.assessed_on,
        anchors.metric,
        anchors.unit_id,
        anchors.score as category
    from anchors
    union all
    select
        anchors.rater_id,
        anchors.assessed_on,
        anchors.metric,
        anchors.unit_id,
        anchors.expert_score as category
    from anchors
),

unit_counts as (
    select
        pairs.rater_id,
        pairs.assessed_on,
        pairs.metric,
        pairs.unit_id,
        pairs.category,
        cast(count(*) as double) as ratings,
        2.0 as unit_ratings,
        1 as weight
    from pairs
    group by
        pairs.rater_id,
        pairs.assessed_on,
        pairs.metric,
        pairs.unit_id,
        pairs.category
),

{{ alpha_steps(['rater_id', 'assessed_on']) }},

agreements as (
    select
        alphas.rater_id,
        alphas.assessed_on,
        {{ combined_alpha('alphas.alpha', 'alphas.ratings') }} as alpha
    from alphas
    group by alphas.rater_id, alphas.assessed_on
),

summed as (
    select
        anchors.rater_id,
        anchors.assessed_on,
        count(*) as unit_count,
        avg(case when anchors.score = anchors.expert_score then 1.0 else 0.0 end)
            as agreement_share,
        avg(case when anchors.is_seen_alike then 1.0 else 0.0 end)
            as seen_agreement_share,
        avg((anchors.expert_score - anchors.score) / nullif(anchors.expert_spread, 0))
            as severity
    from anchors
    group by anchors.rater_id, anchors.assessed_on
)

select
    summed.rater_id as observer_id,
    summed.assessed_on,
    summed.unit_count,
    summed.agreement_share,
    summed.seen_agreement_share,
    agreements.alpha,
    summed.severity
from summed
left join agreements
    on
        summed.rater_id = agreements.rater_id
        and summed.assessed_on = agreements.assessed_on
