{#- What the catalog says each indicator is reported for: scope, grain and construct. -#}
with indicators as (
    select * from {{ ref('indicators') }}
),

positions as (
    {% for position in range(1, 10) -%}
    select {{ position }} as position
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

spans as (
    select
        indicators.indicator_id,
        types.scope_type,
        grains.period_grain,
        split_part(indicators.constructs, '|', positions.position) as construct
    from indicators
    cross join positions
    inner join {{ scope_rows() }} as types
        on contains('|' || indicators.scopes || '|', '|' || types.scope_type || '|')
    inner join {{ grain_rows() }} as grains
        on contains('|' || indicators.grains || '|', '|' || grains.period_grain || '|')
)

select
    spans.indicator_id,
    spans.scope_type,
    spans.period_grain,
    spans.construct
from spans
where spans.construct <> ''
