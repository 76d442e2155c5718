{# What the program cost so far, by cohort and in all, and what of it falls to the
    leaders whose improvement is counted: trained long enough ago at the end of the last
    whole month, and scored before and after. A cohort's cost is shared evenly by its
    trained leaders, a cost that names no cohort by all trained leaders of its program.
    One row a currency: amounts of two currencies are never added. #}
with costs as (
    select * from {{ ref('stg_finance__program_costs') }}
    where incurred_on <= {{ as_of() }}
),

months as (
    select max(periods.period_start) as period_start
    from {{ ref('int_periods_spanned') }} as periods
    where periods.period_grain = 'month' and periods.is_complete
),

assessed as (
    select
        assessed.leader_id,
        assessed.change_class
    from {{ ref('int_leaders_assessed') }} as assessed
    inner join months on assessed.period_start = months.period_start
    where assessed.period_grain = 'month'
),

cohorts as (
    select
        trained.program_id,
        trained.cohort_id,
        cast(count(*) as double) as trained_count,
        count(assessed.leader_id) as due_count,
        count(assessed.change_class) as counted_count
    from {{ ref('int_cohorts_assigned') }} as trained
    left join assessed on trained.leader_id = assessed.leader_id
    where trained.trained_on is not null
    group by trained.program_id, trained.cohort_id
),

programs as (
    select
        cohorts.program_id,
        sum(cohorts.trained_count) as trained_count
    from cohorts
    group by cohorts.program_id
),

shares as (
    select
        costs.program_id,
        costs.cohort_id,
        costs.currency,
        costs.amount,
        0.0 as amount_shared
    from costs
    where costs.cohort_id is not null
    union all
    select
        costs.program_id,
        cohorts.cohort_id,
        costs.currency,
        costs.amount * cohorts.trained_count / programs.trained_count as amount,
        costs.amount * cohorts.trained_count / programs.trained_count as amount_shared
    from costs
    inner join programs on costs.program_id = programs.program_id
    inner join cohorts on costs.program_id = cohorts.program_id
    where costs.cohort_id is null
),

summed as (
    select
        shares.program_id,
        shares.cohort_id,
        shares.currency,
        sum(shares.amount) as amount,
        sum(shares.amount_shared) as amount_shared
    from shares
    group by shares.program_id, shares.cohort_id, shares.currency
),

attributed as (
    select
        summed.cohort_id,
        summed.currency,
        summed.amount,
        summed.amount_shared,
        coalesce(cohorts.due_count, 0) as due_leader_count,
        coalesce(cohorts.counted_count, 0) as counted_leader_count,
        coalesce(cohorts.counted_count / cohorts.trained_count, 0) as counted_part
    from summed
    left join cohorts
        on
            summed.program_id = cohorts.program_id
            and summed.cohort_id is not distinct from cohorts.cohort_id
),

totals as (
    select
        costs.currency,
        sum(costs.amount) as cost_total
    from costs
    group by costs.currency
)

select
    'cohort' as scope_type,
    attributed.cohort_id as scope_id,
    attributed.currency,
    sum(attributed.amount) as cost_total,
    sum(attributed.amount * attributed.counted_part) as cost_counted,
    sum(attributed.amount_shared * attributed.counted_part) as cost_shared,
    sum(attributed.due_leader_count) as due_leader_count,
    sum(attributed.counted_leader_count) as counted_leader_count
from attributed
where attributed.cohort_id is not null
group by attributed.cohort_id, attributed.currency
union all
select
    'company' as scope_type,
    'company' as scope_id,
    totals.currency,
    max(totals.cost_total) as cost_total,
    coalesce(sum(attributed.amount * attributed.counted_part), 0) as cost_counted,
    coalesce(sum(attributed.amount_shared * attributed.counted_part), 0) as cost_shared,
    coalesce(sum(attributed.due_leader_count), 0) as due_leader_count,
    coalesce(sum(attributed.counted_leader_count), 0) as counted_leader_count
from totals
left join attributed on totals.currency = attributed.currency
group by totals.currency
