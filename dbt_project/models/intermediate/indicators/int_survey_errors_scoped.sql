{# Error variance of each survey mean, between and within leaders (two-stage sampling
    with the finite population correction; Cochran 1977, chapter 10), and the company's
    spread of leaders beside it. A scope with one leader borrows the company's spread; a
    leader's own number has no part between leaders. #}
with scopes as (
    select * from {{ ref('int_survey_scopes_scored') }}
),

companies as (
    select * from {{ ref('int_survey_scopes_scored') }}
    where scope_type = 'company'
),

counted as (
    select * from {{ ref('int_leaders_counted') }}
),

spread as (
    select
        scopes.indicator_id,
        {{ indicator_keys('scopes') }},
        scopes.leader_count,
        scopes.within_error,
        scopes.degrees_of_freedom,
        companies.estimate as company_estimate,
        companies.between_variance as company_variance,
        companies.credible_variance,
        companies.leader_count as company_leaders,
        companies.between_variance / companies.leader_count
        + companies.within_error as company_error,
        coalesce(
            least(cast(scopes.leader_count as double) / counted.leader_count, 1.0), 0.0
        ) as heard_fraction,
        coalesce(scopes.between_variance, companies.between_variance)
            as between_variance,
        case
            when scopes.between_variance is null then companies.leader_count
            else scopes.leader_count
        end as spread_leaders
    from scopes
    inner join companies
        on
            scopes.indicator_id = companies.indicator_id
            and scopes.construct = companies.construct
            and scopes.period_grain = companies.period_grain
            and scopes.period_start = companies.period_start
    left join counted on {{ same_scope('scopes', 'counted') }}
)

select
    spread.indicator_id,
    {{ indicator_keys('spread') }},
    spread.within_error,
    spread.degrees_of_freedom,
    spread.spread_leaders,
    spread.company_estimate,
    spread.company_variance,
    spread.company_leaders,
    spread.company_error,
    spread.credible_variance,
    case
        when spread.scope_type = 'leader' or spread.heard_fraction >= 1 then 0.0
        else
            (1 - spread.heard_fraction)
            * spread.between_variance
            / spread.leader_count
    end as between_error
from spread
