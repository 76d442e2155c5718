{# Share of a scope's assessed leaders whose true change is expected to be a gain, with
    the band of the replicates. #}
with assessed as (
    select * from {{ ref('int_leaders_assessed') }}
),

expected as (
    select * from {{ ref('int_leaders_change_expected') }}
),

replicated as (
    select
        scopes.scope_type,
        {{ scope_id('assessed') }} as scope_id,
        assessed.period_grain,
        assessed.period_start,
        expected.replicate,
        sum(expected.weight * expected.change_probability) / sum(expected.weight)
            as expected_share
    from assessed
    inner join expected
        on
            assessed.leader_id = expected.leader_id
            and assessed.period_grain = expected.period_grain
            and assessed.period_start = expected.period_start
    cross join {{ scope_rows(['company', 'business_unit', 'org_unit', 'cohort']) }}
        as scopes
    group by
        scopes.scope_type,
        {{ scope_id('assessed') }},
        assessed.period_grain,
        assessed.period_start,
        expected.replicate
)

select
    {{ scope_keys('replicated') }},
    max(case when replicated.replicate = 0 then replicated.expected_share end)
        as expected_share,
    percentile_cont(0.025) within group (
        order by case when replicated.replicate > 0 then replicated.expected_share end
    ) as expected_lower,
    percentile_cont(0.975) within group (
        order by case when replicated.replicate > 0 then replicated.expected_share end
    ) as expected_upper
from replicated
where replicated.scope_id is not null
group by {{ scope_keys('replicated') }}
