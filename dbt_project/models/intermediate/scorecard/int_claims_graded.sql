{#- How much may be said of each number (METHOD 18): 0 activity, 1 signal, 2
    probable. Levels 3 and 4 need the training effect and the outcome analysis, and
    are out of reach without them. A level 2 rests on two windows in a row, a
    baseline of several waves, and another kind of source that moved as well:
    perception needs behavior, and the reverse. -#}
with tested as (
    select
        *,
        is_testable and gain - family_factor * half_width > 0 as is_signal
    from {{ ref('int_claims_tested') }}
),

sources as (
    select
        tested.construct,
        tested.scope_type,
        tested.scope_id,
        tested.period_grain,
        tested.period_start,
        tested.claim_role,
        max(case when tested.is_signal then 1 else 0 end) = 1 as is_signal
    from tested
    where tested.claim_role in ('perception', 'behavior')
    group by
        tested.construct,
        tested.scope_type,
        tested.scope_id,
        tested.period_grain,
        tested.period_start,
        tested.claim_role
),

supported as (
    select
        tested.*,
        coalesce(
            lag(tested.is_signal) over series
            and lag(tested.period_end) over series
            = {{ date_moved('tested.period_start', 'day', -1) }},
            false
        ) as is_second_window,
        coalesce(sources.is_signal, false) as is_corroborated
    from tested
    left join sources
        on
            tested.construct = sources.construct
            and tested.scope_type = sources.scope_type
            and tested.scope_id = sources.scope_id
            and tested.period_grain = sources.period_grain
            and tested.period_start = sources.period_start
            and sources.claim_role
            = case tested.claim_role
                when 'perception' then 'behavior'
                when 'behavior' then 'perception'
            end
    window series as (
        partition by {{ series_keys('tested') }}
        order by tested.period_start nulls last
    )
),

blocked as (
    select
        *,
        case
            when claim_role = 'activity' then 'activity_only'
            when is_before_training then 'before_training'
            when not is_testable then 'nothing_to_compare'
            when not is_signal then 'band_holds_no_change'
            when claim_role = 'outcome' then 'needs_outcome_analysis'
            when not is_corroborated and claim_role = 'perception'
                then 'not_confirmed_by_behavior'
            when not is_corroborated then 'not_confirmed_by_perception'
            when not is_second_window then 'one_window_only'
            when baseline_wave_count < {{ threshold('baseline_max_waves') }}
                then 'one_baseline_wave'
            else 'needs_training_effect'
        end as blocked_by
    from supported
)

select
    blocked.indicator_id,
    {{ indicator_keys('blocked') }},
    blocked.panel,
    blocked.claim_role,
    blocked.period_end,
    blocked.baseline_wave_count,
    blocked.is_signal,
    blocked.is_second_window,
    blocked.is_corroborated,
    blocked.blocked_by,
    case
        when blocked.blocked_by = 'needs_training_effect' then 2
        when
            blocked.claim_role <> 'activity'
            and blocked.is_signal
            and not blocked.is_before_training
            then 1
        else 0
    end as claim_level
from blocked
