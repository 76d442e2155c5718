{# How much may be said of each number (METHOD 18).
    0 activity: nothing moved.
    1 signal: the change excludes no change, in one window.
    2 probable: two windows in a row on a baseline of several waves, leaders reliably
      improved, perception and behavior moved together, no cohort picked for a low score.
    3 supported: moreover the change beats that of leaders not yet trained.
    4 outcome: moreover incidents or exits of the scope fell over twelve months. An
      outcome itself is a signal until level 3 is reached in its scope. #}
with weighed as (
    select * from {{ ref('int_claims_weighed') }}
),

improved as (
    select * from {{ ref('int_scopes_improved') }}
),

limited as (
    select * from {{ ref('int_scopes_limited') }}
),

effects as (
    select * from {{ ref('int_scope_effects') }}
),

joined as (
    select
        weighed.*,
        coalesce(improved.is_improved, false) as is_improved,
        coalesce(weighed.period_end >= limited.limited_from, false) as is_limited,
        coalesce(effects.effect_verdict, 'needs_training_effect') as effect_verdict
    from weighed
    left join improved on {{ same_scope('weighed', 'improved') }}
    left join limited
        on
            weighed.scope_type = limited.scope_type
            and weighed.scope_id = limited.scope_id
    left join effects
        on
            weighed.scope_type = effects.scope_type
            and weighed.scope_id = effects.scope_id
            and weighed.indicator_id = effects.indicator_id
            and weighed.construct = 'all'
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
            when not is_corroborated and is_corroboration_withheld
                then 'confirmation_withheld'
            when not is_corroborated and claim_role = 'perception'
                then 'not_confirmed_by_behavior'
            when not is_corroborated then 'not_confirmed_by_perception'
            when not is_second_window then 'one_window_only'
            when baseline_wave_count < {{ threshold('baseline_max_waves') }}
                then 'one_baseline_wave'
            when is_limited then 'selected_on_low_baseline'
            when not is_improved then 'leaders_not_reliably_improved'
            when effect_verdict <> 'supported' then effect_verdict
            when not is_outcome_confirmed then 'needs_outcome'
            else 'nothing'
        end as blocked_by
    from joined
),

leveled as (
    select
        *,
        {{ claim_level('blocked') }} as own_level
    from blocked
),

confirmed as (
    select
        *,
        claim_role = 'outcome'
        and is_outcome_improved
        and max(own_level) over (
            partition by scope_type, scope_id
            order by period_end nulls last
            range between unbounded preceding and current row
        ) >= 3 as is_confirming
    from leveled
)

select
    confirmed.indicator_id,
    {{ indicator_keys('confirmed') }},
    confirmed.panel,
    confirmed.claim_role,
    confirmed.period_end,
    confirmed.baseline_wave_count,
    confirmed.is_signal,
    confirmed.is_second_window,
    confirmed.is_corroborated,
    confirmed.is_improved,
    confirmed.is_limited as is_regression_possible,
    confirmed.effect_verdict,
    confirmed.is_outcome_confirmed,
    case when confirmed.is_confirming then 'nothing' else confirmed.blocked_by end
        as blocked_by,
    case when confirmed.is_confirming then 4 else confirmed.own_level end as claim_level
from confirmed
