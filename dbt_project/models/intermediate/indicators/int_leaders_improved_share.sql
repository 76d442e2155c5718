with assessed as (
    select * from {{ ref('int_leaders_assessed') }}
),

expected as (
    select * from {{ ref('int_improvement_expected') }}
),

spans as (
    select * from {{ ref('int_indicator_spans') }}
    where indicator_id = 'leaders_improved_share'
),

raters as (
    select * from {{ ref('int_assessed_raters_scoped') }}
),

counted as (
    select
        spans.construct,
        spans.scope_type,
        {{ scope_id('assessed', 'spans') }} as scope_id,
        assessed.period_grain,
        assessed.period_start,
        cast(count(*) as double) as eligible_count,
        cast(count(assessed.change_class) as double) as denominator,
        cast(count(*) filter (where assessed.change_class = 'improved') as double)
            as numerator,
        cast(count(*) filter (where assessed.change_class = 'unchanged') as double)
            as unchanged_count,
        cast(count(*) filter (where assessed.change_class = 'deteriorated') as double)
            as deteriorated_count,
        max(assessed.last_submitted_on) as last_evidence_on,
        min(assessed.instrument_version) as first_version,
        max(assessed.instrument_version) as last_version
    from assessed
    inner join spans on assessed.period_grain = spans.period_grain
    group by
        spans.construct,
        spans.scope_type,
        {{ scope_id('assessed', 'spans') }},
        assessed.period_grain,
        assessed.period_start
),

final as (
    select
        {{ indicator_keys('counted') }},
        {{ headcount_columns('counted', z_95()) }},
        counted.numerator,
        counted.denominator,
        raters.rater_count,
        raters.response_count,
        counted.eligible_count,
        counted.denominator / counted.eligible_count as answered_share,
        counted.last_evidence_on,
        case
            when counted.first_version = counted.last_version then counted.first_version
            else counted.first_version || '+' || counted.last_version
        end as instrument_version,
        counted.denominator as people_count,
        counted.numerator / counted.denominator as improved_share,
        counted.unchanged_count / counted.denominator as unchanged_share,
        counted.deteriorated_count / counted.denominator as deteriorated_share,
        expected.expected_share,
        expected.expected_lower,
        expected.expected_upper
    from counted
    left join expected on {{ same_scope('counted', 'expected') }}
    left join raters on {{ same_scope('counted', 'raters') }}
    where counted.denominator > 0 and counted.scope_id is not null
)

{{ indicator_columns(
    'final',
    'leaders_improved_share',
    absent=['estimate_note'],
    extras=[
        'improved_share', 'unchanged_share', 'deteriorated_share', 'expected_share',
        'expected_lower', 'expected_upper',
    ],
) }}
