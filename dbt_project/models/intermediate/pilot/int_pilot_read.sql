{# Each reading with what it says, whichever way is good. A finding is one over all the
    indicators of the cohort on that day, good and bad ones together (Holm). #}
with grid as (
    select * from {{ ref('int_pilot_grid') }}
),

readings as (
    select * from {{ ref('stg_statistics__pilot_readings') }}
),

joined as (
    select
        grid.cohort_id,
        grid.indicator_id,
        grid.pilot_day,
        grid.starts_on,
        grid.ends_on,
        grid.read_on,
        grid.is_day_reached,
        grid.is_over,
        grid.leader_count,
        grid.claim_role,
        grid.direction_sign,
        grid.target_kind,
        readings.measure,
        readings.leader_count as read_leader_count,
        readings.estimate,
        readings.lower,
        readings.upper,
        readings.p_value,
        readings.p_adjusted,
        readings.family_size,
        readings.mover_p_value,
        case readings.measure when 'ratio' then 1.0 else 0.0 end as no_change,
        coalesce(readings.p_adjusted < {{ threshold('pilot_alpha') }}, false)
            as is_finding,
        coalesce(readings.leader_count, grid.leader_count)
        < {{ threshold('anonymity_min_people') }} as is_suppressed
    from grid
    left join readings
        on
            grid.cohort_id = readings.cohort_id
            and grid.indicator_id = readings.indicator_id
            and grid.pilot_day = readings.pilot_day
)

select
    joined.*,
    joined.is_finding
    and coalesce(
        case
            when joined.direction_sign > 0 then joined.lower > joined.no_change
            else joined.upper < joined.no_change
        end,
        false
    ) as is_better,
    joined.is_finding
    and coalesce(
        case
            when joined.direction_sign > 0 then joined.upper < joined.no_change
            else joined.lower > joined.no_change
        end,
        false
    ) as is_worse,
    coalesce(
        joined.measure = 'change'
        and case
            when joined.direction_sign > 0 then joined.upper else 0 - joined.lower
        end
        < {{ threshold_of('pilot_min_worthwhile_change', 'joined.indicator_id') }},
        false
    ) as is_not_worthwhile
from joined
