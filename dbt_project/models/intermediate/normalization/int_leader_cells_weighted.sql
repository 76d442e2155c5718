{# How much of a cell's own mean and spread is kept, the rest being its parent's: B
    = tau^2 / (tau^2 + error), where tau^2 is the variance between cells of one
    parent beyond what chance makes (one-way moments within parents). Error of a
    mean: the variance within over the leaders; of the logarithm of a spread: 1 / (2
    (n - 1)). #}
with cells as (
    select
        *,
        ln(variance) / 2 as log_spread,
        1.0 / (2 * (leader_count - 1)) as log_error
    from {{ ref('int_leader_cells_summed') }}
),

centered as (
    select
        *,
        sum(leader_count * mean) over siblings / sum(leader_count) over siblings
            as center,
        avg(log_spread) over siblings as log_center,
        1.0 / count(*) over siblings as parent_part,
        leader_count - cast(leader_count * leader_count as double)
        / sum(leader_count) over siblings as size_part
    from cells
    window siblings as (partition by indicator_id, period_start, cell_type, parent_id)
),

moments as (
    select
        indicator_id,
        period_start,
        cell_type,
        nullif(round(count(*) - sum(parent_part)), 0) as freedom,
        sum(leader_count * (mean - center) * (mean - center)) as squares_between,
        sum((leader_count - 1) * variance) / sum(leader_count - 1) as ms_within,
        sum(size_part) as size_total,
        sum((log_spread - log_center) * (log_spread - log_center)) as log_squares,
        avg(log_error) as log_error
    from centered
    where parent_id is not null
    group by indicator_id, period_start, cell_type
),

spreads as (
    select
        *,
        {{ between_variance(
            'squares_between / freedom', 'ms_within', 'size_total / freedom'
        ) }} as between_means,
        greatest(log_squares / freedom - log_error, 0) as between_logs
    from moments
)

select
    cells.indicator_id,
    cells.period_start,
    cells.cell_type,
    cells.cell_id,
    cells.parent_id,
    cells.leader_count,
    cells.mean,
    cells.log_spread,
    coalesce(
        {{ reliability(
            'spreads.between_means', 'spreads.ms_within / cells.leader_count'
        ) }},
        0
    ) as mean_kept,
    coalesce({{ reliability('spreads.between_logs', 'cells.log_error') }}, 0)
        as log_spread_kept
from cells
left join spreads
    on
        cells.indicator_id = spreads.indicator_id
        and cells.period_start = spreads.period_start
        and cells.cell_type = spreads.cell_type
