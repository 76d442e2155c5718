{#- Every period of each series, with its gaps and its breaks: a gap has no number although
    an earlier period had one; a break changes the instrument, so that the line stops. -#}
{%- set carried = cell_columns() + [
    'panel', 'period_end', 'is_complete', 'unit', 'estimate', 'lower', 'upper',
    'band_level', 'cell_state', 'status', 'status_reason', 'claim_level',
    'instrument_version', 'is_suppressed', 'suppression_reason', 'release_id',
] -%}
with panels as (
    {{ union_panels(carried) }}
),

marked as (
    select
        {{ listed(carried, 'panels') }},
        min(case when panels.estimate is not null then panels.period_start end) over (
            partition by {{ listed(series_columns(), 'panels') }}
        ) as first_start,
        lag(panels.instrument_version) over (
            partition by
                {{ listed(series_columns(), 'panels') }},
                panels.instrument_version is not null
            order by panels.period_start nulls last
        ) as version_before
    from panels
)

select
    {{ listed(carried, 'marked') }},
    marked.estimate is null
    and coalesce(marked.period_start > marked.first_start, false) as is_gap,
    coalesce(marked.instrument_version <> marked.version_before, false) as is_break
from marked
