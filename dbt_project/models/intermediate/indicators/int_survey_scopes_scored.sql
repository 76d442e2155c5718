{# Mean over the leaders of each scope, with the spread of leaders (one-way moments)
    and the error of the leaders' own means. A rater who rates several leaders of the
    scope, or in several waves, counts once: lenient to one, lenient to all. #}
with leaders as (
    select
        *,
        sum(effective_raters * mean_score) over (
            partition by
                indicator_id,
                construct,
                scope_type,
                scope_id,
                period_grain,
                period_start
        ) / sum(effective_raters) over (
            partition by
                indicator_id,
                construct,
                scope_type,
                scope_id,
                period_grain,
                period_start
        ) as center
    from {{ ref('int_survey_leaders_scoped') }}
),

raters as (
    select * from {{ ref('int_survey_raters_scoped') }}
),

moments as (
    select
        leaders.indicator_id,
        {{ indicator_keys('leaders') }},
        count(*) as leader_count,
        avg(leaders.mean_score) as estimate,
        case
            when count(leaders.error_per_answer) = count(*)
                then sum(leaders.error_per_answer) / (count(*) * count(*))
        end as error_per_answer,
        max(leaders.degrees_of_freedom) as degrees_of_freedom,
        {{ ms_between(
            'leaders.mean_score', 'leaders.center', 'leaders.effective_raters'
        ) }} as ms_between,
        sum(
            leaders.effective_raters * leaders.effective_raters * leaders.error_variance
        ) / sum(leaders.effective_raters) as ms_within,
        {{ typical_size('leaders.effective_raters') }} as typical_raters,
        sum(leaders.answered_count) as answered_count,
        sum(leaders.applicable_count) as applicable_count,
        max(leaders.last_submitted_on) as last_evidence_on,
        min(leaders.first_version) as first_version,
        max(leaders.last_version) as last_version
    from leaders
    group by
        leaders.indicator_id,
        {{ indicator_keys('leaders') }}
),

scored as (
    select
        moments.*,
        moments.error_per_answer * coalesce(
            cast(raters.response_count as double) / raters.rater_count, 1.0
        ) as within_error,
        {{ between_variance(
            'moments.ms_between', 'moments.ms_within', 'moments.typical_raters'
        ) }} as between_variance
    from moments
    left join raters
        on
            moments.indicator_id = raters.indicator_id
            and {{ same_cell('moments', 'raters') }}
)

select
    scored.indicator_id,
    {{ indicator_keys('scored') }},
    scored.leader_count,
    scored.estimate,
    scored.within_error,
    scored.degrees_of_freedom,
    scored.between_variance,
    {{ credible_variance(
        'scored.between_variance',
        'scored.ms_within',
        'scored.typical_raters',
        'scored.leader_count',
    ) }} as credible_variance,
    scored.answered_count,
    scored.applicable_count,
    scored.last_evidence_on,
    case
        when scored.first_version = scored.last_version then scored.first_version
        else scored.first_version || '+' || scored.last_version
    end as instrument_version
from scored
