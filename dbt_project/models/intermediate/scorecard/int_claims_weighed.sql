{# What each number has for it by itself and by its neighbors: a signal, the window
    just before, another kind of source that moved as well (perception needs
    behavior, and the reverse), and an outcome of the scope that had improved by
    then. An outcome counts only when it is followed for as long as its threshold
    says: one without a row confirms nothing. #}
with tested as (
    select
        *,
        is_testable and gain - family_factor * half_width > 0 as is_signal,
        cast(
            {{ threshold_of('outcome_min_months', 'claims.indicator_id') }}
            as integer
        ) as outcome_min_months
    from {{ ref('int_claims_tested') }} as claims
),

sources as (
    select
        tested.construct,
        tested.scope_type,
        tested.scope_id,
        tested.period_grain,
        tested.period_start,
        tested.claim_role,
        max(case when tested.is_signal then 1 else 0 end) = 1 as is_signal,
        max(case when tested.is_withheld then 1 else 0 end) = 1 as is_withheld
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
        coalesce(sources.is_signal, false) as is_corroborated,
        coalesce(sources.is_withheld, false) as is_corroboration_withheld,
        coalesce(
            tested.claim_role = 'outcome'
            and tested.construct = 'all'
            and tested.is_signal
            and tested.period_end >= {{ last_day_of_month_number(
                'tested.first_trained_on', 'tested.outcome_min_months'
            ) }},
            false
        ) as is_outcome_improved
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
)

select
    supported.indicator_id,
    {{ indicator_keys('supported') }},
    supported.panel,
    supported.claim_role,
    supported.period_end,
    supported.baseline_wave_count,
    supported.is_before_training,
    supported.is_testable,
    supported.is_signal,
    supported.is_second_window,
    supported.is_corroborated,
    supported.is_corroboration_withheld,
    supported.is_outcome_improved,
    max(case when supported.is_outcome_improved then 1 else 0 end) over (
        partition by supported.scope_type, supported.scope_id
        order by supported.period_end nulls last
        range between unbounded preceding and current row
    ) = 1 as is_outcome_confirmed
from supported
