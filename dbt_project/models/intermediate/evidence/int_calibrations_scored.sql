{# Scores of anchor scenarios; a unit is one micro-action in one scenario. #}
with calibrations as (
    select * from {{ ref('stg_observation__calibrations') }}
    where cast(rated_at as date) <= {{ as_of() }}
),

behaviors as (
    select * from {{ ref('behaviors') }}
)

select
    calibrations.rater_id,
    calibrations.scenario_id,
    calibrations.behavior_id,
    calibrations.score,
    calibrations.expert_score,
    calibrations.rated_at,
    behaviors.seen_from,
    {{ metric_of('behaviors.scale') }} as metric,
    {{ lineage('calibrations') }},
    cast(calibrations.rated_at as date) as rated_on,
    calibrations.scenario_id || '/' || calibrations.behavior_id as unit_id
from calibrations
inner join behaviors on calibrations.behavior_id = behaviors.behavior_id
