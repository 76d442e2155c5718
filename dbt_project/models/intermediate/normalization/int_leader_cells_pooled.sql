{# The norm of each cell: its mean and spread drawn toward its parent's norm, role
    first, country inside role. A cell without parent keeps its own. #}
with cells as (
    select * from {{ ref('int_leader_cells_weighted') }}
),

tops as (
    select
        *,
        mean as center,
        exp(log_spread) as spread
    from cells
    where parent_id is null
),

middles as (
    {{ pooled_cells('cells', 'tops') }}
),

bottoms as (
    {{ pooled_cells('cells', 'middles') }}
),

pooled as (
    select * from tops
    union all
    select * from middles
    union all
    select * from bottoms
)

select
    pooled.indicator_id,
    pooled.period_start,
    pooled.cell_type,
    pooled.cell_id,
    pooled.leader_count,
    pooled.center,
    pooled.spread
from pooled
