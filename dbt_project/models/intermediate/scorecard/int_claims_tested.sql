{# Whether each number moved the good way since the baseline, by more than its
    band. The windows of one series and year are one family: Bonferroni's quantile
    for all of them stands in for the single one, whatever has been tested so far,
    so that a later window never changes an earlier claim. Leaders are left out: no
    claim is about a person. #}
with cells as (
    {%- for panel in ['people_health', 'behavior_change', 'risk_indicators'] %}
        select
            indicator_id,
            construct,
            scope_type,
            scope_id,
            period_grain,
            period_start,
            panel,
            claim_role,
            direction_sign,
            period_end,
            first_trained_on,
            is_complete,
            cell_state,
            status_reason,
            estimate,
            change_from_baseline,
            change_lower,
            change_upper
        from {{ ref('int_' ~ panel ~ '_judged') }}
        where scope_type <> 'leader'
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

quantiles as (
    select * from {{ ref('quantiles_z') }}
),

waves as (
    select
        {{ series_keys('cells') }},
        count(cells.estimate) as wave_count
    from cells
    where cells.period_end < cells.first_trained_on
    group by {{ series_keys('cells') }}
),

baselines as (
    select
        waves.indicator_id,
        waves.construct,
        waves.scope_type,
        waves.scope_id,
        max(waves.wave_count) as baseline_wave_count
    from waves
    group by waves.indicator_id, waves.construct, waves.scope_type, waves.scope_id
)

select
    cells.indicator_id,
    {{ indicator_keys('cells') }},
    cells.panel,
    cells.claim_role,
    cells.period_end,
    cells.first_trained_on,
    coalesce(baselines.baseline_wave_count, 0) as baseline_wave_count,
    cells.period_end < cells.first_trained_on as is_before_training,
    cells.is_complete
    and cells.change_lower is not null
    and cells.change_upper is not null
    and cells.cell_state = 'value'
    and cells.status_reason <> 'too_few_answered' as is_testable,
    cells.cell_state like 'withheld%' as is_withheld,
    cells.direction_sign * cells.change_from_baseline as gain,
    case
        when cells.direction_sign > 0
            then cells.change_from_baseline - cells.change_lower
        else cells.change_upper - cells.change_from_baseline
    end as half_width,
    year_family.z_two_sided_95 / one_window.z_two_sided_95 as family_factor
from cells
inner join quantiles as year_family
    on year_family.comparison_count = {{ windows_in_year('cells.period_grain') }}
inner join quantiles as one_window on one_window.comparison_count = 1
left join baselines
    on
        cells.indicator_id = baselines.indicator_id
        and cells.construct = baselines.construct
        and cells.scope_type = baselines.scope_type
        and cells.scope_id = baselines.scope_id
