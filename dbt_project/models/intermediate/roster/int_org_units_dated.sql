{# The business unit of each organizational unit, and its leader where it has exactly
    one: with several leaders in a unit nobody can be named. #}
with roster as (
    select * from {{ ref('int_roster_dated') }}
    where org_unit_id is not null
),

leaders as (
    select * from {{ ref('int_leaders_dated') }}
    where org_unit_id is not null
),

units as (
    select
        roster.org_unit_id,
        max_by(roster.business_unit, roster.valid_from) as business_unit
    from roster
    group by roster.org_unit_id
),

cuts as (
    select
        units.org_unit_id,
        {{ open_start() }} as cut_on
    from units
    union
    select
        leaders.org_unit_id,
        leaders.valid_from as cut_on
    from leaders
    union
    select
        leaders.org_unit_id,
        leaders.valid_to as cut_on
    from leaders
    where leaders.valid_to < {{ open_end() }}
),

pieces as (
    select
        cuts.org_unit_id,
        cuts.cut_on as valid_from,
        lead(cuts.cut_on, 1, {{ open_end() }}) over (
            partition by cuts.org_unit_id order by cuts.cut_on
        ) as valid_to
    from cuts
),

manned as (
    select
        pieces.org_unit_id,
        pieces.valid_from,
        pieces.valid_to,
        count(leaders.leader_id) as leader_count,
        min(leaders.leader_id) as leader_id,
        min(leaders.business_unit) as business_unit,
        min(leaders.cohort_id) as cohort_id
    from pieces
    left join leaders
        on
            pieces.org_unit_id = leaders.org_unit_id
            and {{ holds_on('leaders', 'pieces.valid_from') }}
    group by pieces.org_unit_id, pieces.valid_from, pieces.valid_to
)

select
    manned.org_unit_id,
    manned.leader_count,
    manned.valid_from,
    manned.valid_to,
    coalesce(manned.business_unit, units.business_unit) as business_unit,
    case when manned.leader_count = 1 then manned.leader_id end as leader_id,
    case when manned.leader_count = 1 then manned.cohort_id end as cohort_id
from manned
inner join units on manned.org_unit_id = units.org_unit_id
