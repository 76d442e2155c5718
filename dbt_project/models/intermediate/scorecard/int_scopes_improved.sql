{# Where and when more leaders had improved than measurement error lets pass: the share
    of reliable changes lies above chance, or most true changes are expected to be gains. #}
with judged as (
    select * from {{ ref('int_behavior_change_judged') }}
    where indicator_id = 'leaders_improved_share' and cell_state = 'value'
),

improved as (
    select * from {{ ref('int_leaders_improved_share') }}
),

targets as (
    select * from {{ ref('targets') }}
)

select
    judged.scope_type,
    judged.scope_id,
    judged.period_grain,
    judged.period_start,
    coalesce(judged.lower > targets.lower_above, false)
    or coalesce(
        improved.expected_lower > {{ threshold('claim_min_expected_share') }}, false
    ) as is_improved
from judged
inner join improved on {{ same_cell('judged', 'improved') }}
left join targets on judged.indicator_id = targets.indicator_id
