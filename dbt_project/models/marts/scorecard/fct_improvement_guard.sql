{# Was a cohort picked for a low score, what would it have gained without training, and
    how much more did it gain? Where a group of so few is compared that its score could
    be worked out from the others, the comparison is withheld. #}
with guarded as (
    select
        *,
        leader_count < {{ threshold('anonymity_min_people') }}
        or coalesce(baseline_leader_count, 0) between 1
        and {{ threshold('anonymity_min_people') }} - 1 as is_small,
        coalesce(smallest_group, 0) < {{ threshold('anonymity_min_people') }}
            as is_comparison_withheld,
        coalesce(follow_up_leader_count, 0) < {{ threshold('anonymity_min_people') }}
            as is_follow_up_withheld
    from {{ ref('int_cohorts_guarded') }}
),

catalog as (
    select decimals from {{ ref('indicators') }}
    where indicator_id = 'empathy_360_score'
),

shown as (
    select
        guarded.cohort_id,
        guarded.leader_count,
        catalog.decimals,
        guarded.is_small,
        guarded.is_small or guarded.is_comparison_withheld as is_compared_withheld,
        {%- for column in ['baseline_leader_count', 'baseline_wave_count', 'score'] %}
            case
                when not guarded.is_small then guarded.{{ column }}
            end as {{ column }},
        {%- endfor %}
        {%- for column in [
            'score_of_all', 'reliability', 'shift', 'shift_lower', 'shift_upper',
            'regression_gain', 'expected_follow_up', 'is_selected_low', 'guard_reason',
        ] %}
            case
                when not guarded.is_small and not guarded.is_comparison_withheld
                    then guarded.{{ column }}
            end as {{ column }},
        {%- endfor %}
        {%- for column in [
            'follow_up_leader_count', 'follow_up_score', 'gain', 'gain_lower',
            'gain_upper',
        ] %}
            case
                when not guarded.is_small and not guarded.is_follow_up_withheld
                    then guarded.{{ column }}
            end as {{ column }},
        {%- endfor %}
        guarded.baseline_leader_count is null as has_no_baseline
    from guarded
    cross join catalog
)

select
    'cohort' as scope_type,
    shown.cohort_id as scope_id,
    cast(shown.leader_count as bigint) as leader_count,
    cast(shown.baseline_leader_count as bigint) as baseline_leader_count,
    cast(shown.baseline_wave_count as bigint) as baseline_wave_count,
    cast(shown.follow_up_leader_count as bigint) as follow_up_leader_count,
    {{ rounded_to('shown.score', 'shown.decimals') }} as baseline_estimate,
    {{ rounded_to('shown.score_of_all', 'shown.decimals') }} as all_leaders_estimate,
    {{ rounded_to('shown.shift', 'shown.decimals') }} as selection_shift,
    {{ rounded_to('shown.shift_lower', 'shown.decimals') }} as selection_lower,
    {{ rounded_to('shown.shift_upper', 'shown.decimals') }} as selection_upper,
    shown.is_selected_low,
    {{ rounded_to('shown.reliability', 'shown.decimals') }} as reliability,
    {{ rounded_to('shown.regression_gain', 'shown.decimals') }} as regression_gain,
    {{ rounded_to('shown.expected_follow_up', 'shown.decimals') }}
        as expected_follow_up,
    {{ rounded_to('shown.follow_up_score', 'shown.decimals') }} as follow_up_estimate,
    {{ rounded_to('shown.gain', 'shown.decimals') }} as gain_estimate,
    {{ rounded_to('shown.gain_lower', 'shown.decimals') }} as gain_lower,
    {{ rounded_to('shown.gain_upper', 'shown.decimals') }} as gain_upper,
    {{ rounded_to('shown.gain - shown.regression_gain', 'shown.decimals') }}
        as gain_beyond_regression,
    {{ rounded_to('shown.gain_lower - shown.regression_gain', 'shown.decimals') }}
        as beyond_lower,
    {{ rounded_to('shown.gain_upper - shown.regression_gain', 'shown.decimals') }}
        as beyond_upper,
    case
        when shown.is_small then 'too_few_people'
        when shown.has_no_baseline then 'no_baseline'
        when shown.is_compared_withheld then 'too_few_in_a_compared_group'
        else shown.guard_reason
    end as guard_reason,
    case
        when shown.is_small then null
        when shown.follow_up_leader_count is null then 'no_follow_up_wave'
    end as follow_up_reason,
    shown.is_small as is_suppressed,
    cast(null as string) as release_id
from shown
