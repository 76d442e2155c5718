{# Decisions and promotions of each group of the company's yearly pool by job level
    and round: only people of one level, decided on together, compete with one
    another. #}
with members as (
    select * from {{ ref('int_promotion_members_grouped') }}
)

select
    members.construct,
    {{ period_start('members.decided_on', "'year'") }} as period_start,
    members.group_name,
    members.job_level_from,
    members.decided_on,
    count(*) as decision_count,
    count(*) filter (where members.is_promoted) as promotion_count
from members
group by
    members.construct,
    {{ period_start('members.decided_on', "'year'") }},
    members.group_name,
    members.job_level_from,
    members.decided_on
