{#- What the program cost so far, for each cohort and in all, one row a currency:
    amounts of two currencies are never added. -#}
with costs as (
    select * from {{ ref('stg_finance__program_costs') }}
    where incurred_on <= {{ as_of() }}
)

select
    'cohort' as scope_type,
    costs.cohort_id as scope_id,
    costs.currency,
    sum(costs.amount) as cost_total
from costs
where costs.cohort_id is not null
group by costs.cohort_id, costs.currency
union all
select
    'company' as scope_type,
    'company' as scope_id,
    costs.currency,
    sum(costs.amount) as cost_total
from costs
group by costs.currency
