{# Every period of each series, with its gaps and its breaks: a gap has no number
    although an earlier period had one; a break changes the instrument, so that the
    line stops. #}
with panels as (
    {%- for panel in ['people_health', 'behavior_change', 'risk_indicators'] %}
        select
            panel,
            indicator_id,
            construct,
            scope_type,
            scope_id,
            period_grain,
            period_start,
            period_end,
            is_complete,
            unit,
            estimate,
            lower,
            upper,
            band_level,
            cell_state,
            status,
            status_reason,
            claim_level,
            instrument_version,
            is_suppressed,
            suppression_reason,
            release_id
        from {{ ref('fct_' ~ panel) }}
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

marked as (
    select
        panels.*,
        min(case when panels.estimate is not null then panels.period_start end) over (
            partition by {{ series_keys('panels') }}
        ) as first_start,
        lag(panels.instrument_version) over (
            partition by
                {{ series_keys('panels') }}, panels.instrument_version is not null
            order by panels.period_start nulls last
        ) as version_before
    from panels
)

select
    marked.panel,
    marked.indicator_id,
    marked.construct,
    marked.scope_type,
    marked.scope_id,
    marked.period_grain,
    marked.period_start,
    marked.period_end,
    marked.is_complete,
    marked.unit,
    marked.estimate,
    marked.lower,
    marked.upper,
    marked.band_level,
    marked.cell_state,
    marked.status,
    marked.status_reason,
    marked.claim_level,
    marked.instrument_version,
    marked.is_suppressed,
    marked.suppression_reason,
    marked.release_id,
    marked.estimate is null
    and coalesce(marked.period_start > marked.first_start, false) as is_gap,
    coalesce(marked.instrument_version <> marked.version_before, false) as is_break
from marked
