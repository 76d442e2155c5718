{# Each leader's score against the norm of the narrowest cell that stands: role and
    country, else role, else company. #}
with scores as (
    select * from {{ ref('int_leader_scores_placed') }}
),

norms as (
    select * from {{ ref('int_leader_cells_pooled') }}
),

candidates as (
    select
        scores.*,
        norms.cell_type,
        norms.cell_id,
        norms.leader_count,
        norms.center,
        norms.spread,
        row_number() over (
            partition by scores.indicator_id, scores.leader_id, scores.period_start
            order by
                case norms.cell_type
                    when 'role_culture' then 1
                    when 'role' then 2
                    when 'company' then 3
                    else 4
                end
        ) as rank_from_narrowest
    from scores
    left join norms
        on
            scores.indicator_id = norms.indicator_id
            and scores.period_start = norms.period_start
            and scores.estimate is not null
            and (
                norms.cell_type = 'company' and scores.company_cell = norms.cell_id
                or norms.cell_type = 'role' and scores.role_cell = norms.cell_id
                or norms.cell_type = 'role_culture'
                and scores.culture_cell = norms.cell_id
            )
)

select
    candidates.indicator_id,
    candidates.construct,
    candidates.leader_id,
    candidates.period_start,
    candidates.estimate,
    candidates.cell_type,
    candidates.cell_id,
    candidates.leader_count,
    candidates.center,
    candidates.spread,
    {{ normalized('candidates.estimate', 'candidates.center', 'candidates.spread') }}
        as z_score,
    case
        when candidates.estimate is null then 'estimate_not_shown'
        when candidates.cell_id is not null then null
        when candidates.is_role_specific and candidates.role_family is null
            then 'role_unknown'
        when candidates.is_role_specific then 'too_few_leaders_in_role'
        else 'too_few_leaders'
    end as normalization_reason
from candidates
where candidates.rank_from_narrowest = 1
