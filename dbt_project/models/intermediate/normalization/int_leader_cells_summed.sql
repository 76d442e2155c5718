{# Mean and spread of the scores of each cell: the company, a role, a role in a
    country. Its parent is the wider one; a role whose checklist is its own has
    none. A cell of too few leaders stands for nobody, and its leaders are
    normalized in the parent. #}
with scores as (
    select * from {{ ref('int_leader_scores_placed') }}
    where estimate is not null
),

cells as (
    select
        'company' as cell_type,
        scores.company_cell as cell_id,
        cast(null as {{ dbt.type_string() }}) as parent_id,
        scores.*
    from scores
    union all
    select
        'role' as cell_type,
        scores.role_cell as cell_id,
        scores.company_cell as parent_id,
        scores.*
    from scores
    union all
    select
        'role_culture' as cell_type,
        scores.culture_cell as cell_id,
        scores.role_cell as parent_id,
        scores.*
    from scores
)

select
    cells.indicator_id,
    cells.period_start,
    cells.cell_type,
    cells.cell_id,
    cells.parent_id,
    count(*) as leader_count,
    avg(cells.estimate) as mean,
    var_samp(cells.estimate) as variance
from cells
where cells.cell_id is not null
group by
    cells.indicator_id,
    cells.period_start,
    cells.cell_type,
    cells.cell_id,
    cells.parent_id
having
    count(*) >= greatest(
        {{ threshold('normalization_min_leaders') }},
        {{ threshold('anonymity_min_people') }}
    )
    and var_samp(cells.estimate) > 0
