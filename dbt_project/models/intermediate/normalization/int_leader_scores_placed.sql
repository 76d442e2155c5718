{# Each leader's published quarterly score, and the role and country the leader was
    last in during the quarter. The score is taken with the decimals it is published
    with: what is made of it tells no more than it does. Checklists of observed
    behavior differ by role; `is_role_specific` says so. #}
with shown as (
    {{ leader_scores(
        'int_people_health_shown', "indicators.claim_role = 'perception'"
    ) }}
    union all
    {{ leader_scores(
        'int_behavior_change_shown', "indicators.feed = 'behavior_observations'"
    ) }}
),

leaders as (
    select * from {{ ref('int_leaders_dated') }}
),

checklists as (
    select count(distinct role_family) > 1 as is_by_role from {{ ref('behaviors') }}
),

placed as (
    select
        shown.indicator_id,
        shown.construct,
        shown.leader_id,
        shown.period_start,
        shown.estimate,
        leaders.role_family,
        leaders.country,
        shown.is_observed and checklists.is_by_role as is_role_specific,
        row_number() over (
            partition by shown.indicator_id, shown.leader_id, shown.period_start
            order by leaders.valid_from desc nulls last
        ) as rank_from_last
    from shown
    cross join checklists
    left join leaders
        on
            shown.leader_id = leaders.leader_id
            and shown.period_end >= leaders.valid_from
            and shown.period_start < leaders.valid_to
)

select
    placed.indicator_id,
    placed.construct,
    placed.leader_id,
    placed.period_start,
    placed.estimate,
    placed.is_role_specific,
    placed.role_family,
    placed.country,
    placed.role_family as role_cell,
    case when not placed.is_role_specific then 'company' end as company_cell,
    placed.role_family || ' in ' || placed.country as culture_cell
from placed
where placed.rank_from_last = 1
