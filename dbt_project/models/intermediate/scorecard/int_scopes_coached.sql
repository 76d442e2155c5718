{# When coaching first reached each scope: a second treatment, so that what follows
    it is never credited to the training alone. #}
with cohorts as (
    select * from {{ ref('int_cohorts_assigned') }}
    where coached_on is not null
),

leaders as (
    select * from {{ ref('int_leaders_dated') }}
),

scoped as (
    select
        scopes.scope_type,
        cohorts.coached_on,
        {{ scope_id('leaders') }} as scope_id
    from cohorts
    inner join leaders
        on
            cohorts.leader_id = leaders.leader_id
            and {{ holds_on('leaders', 'cohorts.coached_on') }}
    cross join {{ scope_rows() }} as scopes
)

select
    scoped.scope_type,
    scoped.scope_id,
    min(scoped.coached_on) as first_coached_on
from scoped
where scoped.scope_id is not null
group by scoped.scope_type, scoped.scope_id
