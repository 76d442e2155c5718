{# Whether the mean of a leader's raters, or of a unit's, stands for one thing that
    they see alike (METHOD 4), by period. The note says why not; null where it does. #}
with agreements as (
    select * from {{ ref('int_survey_agreements_dated') }}
),

leaders as (
    select * from {{ ref('int_survey_leaders_scoped') }}
    where scope_type in ('leader', 'org_unit')
),

waves as (
    select * from {{ ref('int_leader_waves_agreed') }}
),

raters as (
    select
        leaders.indicator_id,
        {{ indicator_keys('leaders') }},
        avg(leaders.effective_raters) as mean_raters
    from leaders
    group by leaders.indicator_id, {{ indicator_keys('leaders') }}
),

placed as (
    select
        waves.*,
        scopes.scope_type,
        case scopes.scope_type
            when 'leader' then waves.leader_id
            else waves.org_unit_id
        end as scope_id,
        grains.period_grain,
        {{ period_start('waves.wave_month') }} as period_start
    from waves
    cross join {{ scope_rows(['leader', 'org_unit']) }} as scopes
    cross join {{ grain_rows() }} as grains
),

agreed as (
    select
        placed.indicator_id,
        {{ indicator_keys('placed') }},
        max(placed.item_count) as item_count,
        avg(placed.uniform_ratio) as uniform_ratio
    from placed
    group by placed.indicator_id, {{ indicator_keys('placed') }}
)

select
    raters.indicator_id,
    {{ indicator_keys('raters') }},
    case
        when agreements.icc_of_one is null then 'agreement_not_estimable'
        when agreements.icc_of_one <= 0 then 'leaders_not_told_apart'
        when
            round({{ rwg_of_items('agreed.uniform_ratio', 'agreed.item_count') }}, 10)
            < {{ threshold('rwg_min_agreement') }}
            then 'raters_disagree'
        when
            raters.mean_raters < {{ raters_needed(
                threshold('reliability_for_strategic'), 'agreements.icc_of_one'
            ) }}
            then 'too_few_raters_for_mean'
    end as aggregation_note
from raters
left join agreements
    on
        raters.indicator_id = agreements.indicator_id
        and raters.construct = agreements.construct
        and raters.period_grain = agreements.period_grain
        and raters.period_start = agreements.period_start
left join agreed
    on
        raters.indicator_id = agreed.indicator_id
        and {{ same_cell('raters', 'agreed') }}
