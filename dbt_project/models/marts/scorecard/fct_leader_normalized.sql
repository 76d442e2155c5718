{# Scores of leaders, raw and beside them normalized by role and country. For
    people partners only. #}
with scores as (
    select * from {{ ref('int_leader_scores_normalized') }}
),

displayed as (
    select
        *,
        {{ rounded_to('z_score', threshold('published_share_decimals')) }} as z
    from scores
)

select
    displayed.indicator_id,
    displayed.construct,
    'leader' as scope_type,
    displayed.leader_id as scope_id,
    'quarter' as period_grain,
    displayed.period_start,
    cast(displayed.estimate as double) as estimate,
    cast(displayed.z as double) as normalized_z,
    {{ rounded(
        threshold('t_score_center') ~ ' + ' ~ threshold('t_score_spread') ~ ' * displayed.z'
    ) }} as t_score,
    displayed.cell_type as normalized_in,
    displayed.cell_id as normalized_cell,
    cast(displayed.leader_count as bigint) as cell_leader_count,
    {{ rounded('displayed.center') }} as cell_center,
    {{ rounded('displayed.spread') }} as cell_spread,
    displayed.normalization_reason,
    cast(null as string) as release_id
from displayed
