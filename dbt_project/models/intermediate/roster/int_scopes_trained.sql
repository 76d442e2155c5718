{# When training first reached each scope; its pre-training baseline ends before. #}
with trained as (
    select * from {{ ref('int_leaders_dated') }}
    where {{ holds_on('int_leaders_dated', 'trained_on') }}
),

scoped as (
    select
        scopes.scope_type,
        trained.leader_id,
        trained.trained_on,
        {{ scope_id('trained') }} as scope_id
    from trained
    cross join {{ scope_rows() }} as scopes
)

select
    scoped.scope_type,
    scoped.scope_id,
    min(scoped.trained_on) as first_trained_on,
    count(distinct scoped.leader_id) as leader_count
from scoped
where scoped.scope_id is not null
group by scoped.scope_type, scoped.scope_id
