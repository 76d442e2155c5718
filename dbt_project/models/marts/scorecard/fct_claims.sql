{# What may be said, and what stands in the way of saying more. #}
with claims as (
    select * from {{ ref('int_claims_graded') }}
),

coached as (
    select * from {{ ref('int_scopes_coached') }}
),

worded as (
    select
        claims.indicator_id,
        {{ indicator_keys('claims') }},
        claims.panel,
        claims.period_end,
        claims.claim_role,
        claims.claim_level,
        claims.blocked_by,
        claims.baseline_wave_count,
        claims.is_signal,
        claims.is_second_window,
        claims.is_corroborated,
        claims.is_improved,
        claims.is_regression_possible,
        claims.effect_verdict,
        claims.is_outcome_confirmed,
        coalesce(coached.first_coached_on <= claims.period_end, false)
            as is_after_coaching,
        {{ claim_wording('claims') }} as level_wording
    from claims
    left join coached
        on
            claims.scope_type = coached.scope_type
            and claims.scope_id = coached.scope_id
)

select
    worded.indicator_id,
    {{ indicator_keys('worded') }},
    worded.panel,
    worded.period_end,
    worded.claim_role,
    cast(worded.claim_level as bigint) as claim_level,
    worded.level_wording
    || case
        when worded.claim_level = 0 then ''
        when worded.is_after_coaching
            then ', associated with training and coaching together'
        else ', associated with training'
    end as claim,
    worded.blocked_by,
    cast(worded.baseline_wave_count as bigint) as baseline_wave_count,
    worded.is_signal,
    worded.is_second_window,
    worded.is_corroborated,
    worded.is_improved,
    worded.is_regression_possible,
    worded.effect_verdict,
    worded.is_outcome_confirmed,
    worded.is_after_coaching,
    cast(null as string) as release_id
from worded
