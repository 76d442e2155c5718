{# Trained leaders in post at the end of the period, and those of them coached in it.
    No row before the first session delivered: until then, nobody would be a guess. #}
with leaders as (
    select * from {{ ref('int_leaders_trained') }}
),

spans as (
    select * from {{ ref('int_indicator_spans') }}
    where indicator_id = 'coaching_reach_share'
),

reported as (
    select * from {{ ref('int_ratings_spanned') }}
    where feed = 'coaching_sessions'
),

sessions as (
    select distinct
        sessions.leader_id,
        grains.period_grain,
        {{ period_start('sessions.held_on') }} as period_start
    from {{ ref('int_coaching_attributed') }} as sessions
    cross join {{ grain_rows() }} as grains
    where sessions.leader_id is not null
),

counted as (
    select
        spans.construct,
        spans.scope_type,
        {{ scope_id('leaders', 'spans') }} as scope_id,
        leaders.period_grain,
        leaders.period_start,
        cast(count(sessions.leader_id) as double) as numerator,
        cast(count(*) as double) as denominator,
        max(least(leaders.counted_on, reported.last_on)) as last_evidence_on
    from leaders
    inner join reported on leaders.counted_on >= reported.first_on
    inner join spans on leaders.period_grain = spans.period_grain
    left join sessions
        on
            leaders.leader_id = sessions.leader_id
            and leaders.period_grain = sessions.period_grain
            and leaders.period_start = sessions.period_start
    group by
        spans.construct,
        spans.scope_type,
        {{ scope_id('leaders', 'spans') }},
        leaders.period_grain,
        leaders.period_start
),

final as (
    select
        {{ indicator_keys('counted') }},
        {{ headcount_columns('counted', z_95()) }},
        counted.numerator,
        counted.denominator,
        counted.denominator as rater_count,
        counted.numerator as response_count,
        counted.denominator as eligible_count,
        counted.denominator as people_count,
        counted.last_evidence_on
    from counted
    where counted.scope_id is not null
)

{{ indicator_columns(
    'final',
    'coaching_reach_share',
    absent=['answered_share', 'instrument_version', 'estimate_note'],
) }}
