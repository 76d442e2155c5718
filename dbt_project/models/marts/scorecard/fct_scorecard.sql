{#- The headlines: of each series the last period that is over, over all constructs. -#}
with panels as (
    {{ union_panels(panel_column_types().keys()) }}
)

select
    {{ listed(panel_column_types().keys() | list, 'panels') }}
from panels
where panels.is_headline
