{# Cases opened in each scope and period, ordered by how long they took; a case still
    open comes after every closed one. #}
with cases as (
    select * from {{ ref('int_cases_attributed') }}
),

spans as (
    select * from {{ ref('int_indicator_spans') }}
    where indicator_id = 'case_resolution_days'
),

scoped as (
    select
        spans.construct,
        spans.scope_type,
        {{ scope_id('cases', 'spans') }} as scope_id,
        spans.period_grain,
        {{ period_start('cases.opened_on', 'spans.period_grain') }} as period_start,
        cases.case_id,
        cases.opened_on,
        cases.closed_on,
        cases.days_to_close
    from cases
    cross join spans
)

select
    {{ indicator_keys('scoped') }},
    scoped.opened_on,
    scoped.closed_on,
    cast(scoped.days_to_close as double) as days_to_close,
    row_number() over (
        partition by {{ indicator_keys('scoped') }}
        order by scoped.days_to_close nulls last, scoped.case_id
    ) as case_rank,
    count(*) over (partition by {{ indicator_keys('scoped') }}) as case_count,
    count(scoped.days_to_close) over (partition by {{ indicator_keys('scoped') }})
        as closed_count
from scoped
where scoped.scope_id is not null
