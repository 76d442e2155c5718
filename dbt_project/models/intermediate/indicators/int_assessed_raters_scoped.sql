{# Distinct raters behind the changes of each scope: those of the baseline waves and of
    the latest. #}
with assessed as (
    select * from {{ ref('int_leaders_assessed') }}
    where reliable_change is not null
),

raters as (
    select * from {{ ref('int_raters_eligible') }}
    where indicator_id = 'empathy_360_score' and construct = 'all'
),

scoped as (
    select
        scopes.scope_type,
        {{ scope_id('assessed') }} as scope_id,
        assessed.period_grain,
        assessed.period_start,
        raters.rater_id
    from assessed
    inner join raters
        on
            assessed.leader_id = raters.leader_id
            and (
                assessed.wave_month = raters.wave_month
                or raters.wave_month between
                assessed.baseline_first_month and assessed.baseline_last_month
            )
    cross join {{ scope_rows() }} as scopes
    where scopes.scope_type <> 'leader'
)

select
    scoped.scope_type,
    scoped.scope_id,
    scoped.period_grain,
    scoped.period_start,
    count(distinct scoped.rater_id) as rater_count,
    count(*) as response_count
from scoped
where scoped.scope_id is not null
group by
    scoped.scope_type,
    scoped.scope_id,
    scoped.period_grain,
    scoped.period_start
