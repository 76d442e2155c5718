{# Scores of each anchor unit in each period. A rater's last score counts; a unit that
    only one rater scored says nothing of agreement. #}
with calibrations as (
    select
        calibrations.rater_id,
        calibrations.unit_id,
        calibrations.metric,
        calibrations.rated_on,
        {{ lineage('calibrations') }},
        grains.period_grain,
        {{ period_start('calibrations.rated_on') }} as period_start,
        calibrations.score as category,
        row_number() over (
            partition by
                calibrations.rater_id,
                calibrations.unit_id,
                grains.period_grain,
                {{ period_start('calibrations.rated_on') }}
            order by calibrations.rated_at desc
        ) as recency
    from {{ ref('int_calibrations_scored') }} as calibrations
    cross join {{ grain_rows() }} as grains
    where calibrations.score is not null
),

paired as (
    select
        *,
        count(*) over (partition by unit_id, period_grain, period_start) as unit_ratings
    from calibrations
    where recency = 1
)

select
    paired.rater_id,
    paired.unit_id,
    paired.metric,
    paired.category,
    paired.period_grain,
    paired.period_start,
    paired.rated_on,
    paired.unit_ratings,
    {{ lineage('paired') }}
from paired
where paired.unit_ratings > 1
