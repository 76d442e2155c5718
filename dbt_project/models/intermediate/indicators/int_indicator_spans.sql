{# What the catalog says each indicator is reported for: scope, grain and construct.
    #}
with indicators as (
    select * from {{ ref('indicators') }}
),

places as (
    {{ dbt.generate_series(9) }}
),

spans as (
    select
        indicators.indicator_id,
        scopes.scope_type,
        grains.period_grain,
        split_part(indicators.constructs, '|', places.generated_number) as construct
    from indicators
    cross join places
    inner join {{ scope_rows() }} as scopes
        on contains('|' || indicators.scopes || '|', '|' || scopes.scope_type || '|')
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
