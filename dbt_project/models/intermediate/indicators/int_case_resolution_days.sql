{# Median of which open cases are a part, with its distribution-free band. Where the
    median or a limit falls among cases still open it is only known to be longer than
    what has been closed: it is null and the note says so. #}
with ranked as (
    select
        *,
        {{ median_lower_rank('case_count', z_95()) }} as lower_rank,
        {{ median_upper_rank('case_count', z_95()) }} as upper_rank
    from {{ ref('int_cases_ranked') }}
),

limits as (
    select
        {{ indicator_keys('ranked') }},
        max(ranked.case_count) as case_count,
        max(ranked.closed_count) as closed_count,
        max(
            case
                when ranked.case_rank = floor((ranked.case_count + 1) / 2.0)
                    then ranked.days_to_close
            end
        ) as low_median,
        max(
            case
                when ranked.case_rank = floor((ranked.case_count + 2) / 2.0)
                    then ranked.days_to_close
            end
        ) as high_median,
        max(
            case
                when ranked.case_rank = least(ranked.lower_rank, ranked.closed_count)
                    then ranked.days_to_close
            end
        ) as lower_limit,
        max(
            case
                when ranked.case_rank = ranked.upper_rank
                    then ranked.days_to_close
            end
        ) as upper_limit,
        max(ranked.lower_rank) as lower_rank,
        max(coalesce(ranked.closed_on, ranked.opened_on)) as last_evidence_on
    from ranked
    group by {{ indicator_keys('ranked') }}
),

final as (
    select
        {{ indicator_keys('limits') }},
        (limits.low_median + limits.high_median) / 2 as estimate,
        case when limits.lower_rank is not null then limits.lower_limit end as lower,
        limits.upper_limit as upper,
        limits.closed_count as numerator,
        limits.case_count as denominator,
        limits.case_count as rater_count,
        limits.case_count as response_count,
        limits.case_count as eligible_count,
        limits.case_count / (limits.case_count + 1.0) as reliability,
        limits.last_evidence_on,
        limits.case_count as people_count,
        case
            when limits.high_median is null then 'median_among_open_cases'
            when limits.lower_rank is null then 'too_few_for_band'
            when limits.upper_limit is null then 'upper_limit_among_open_cases'
        end as estimate_note
    from limits
)

{{ indicator_columns(
    'final',
    'case_resolution_days',
    absent=[
        'standard_error', 'answered_share', 'between_variance', 'instrument_version',
    ],
) }}
