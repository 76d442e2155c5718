{# Every number that was measured and is asked for, with the people behind it and why
    it is withheld for itself: what is left to withhold is found from here (METHOD 17). #}
with grid as (
    select * from {{ ref('int_scorecard_grid') }}
),

catalog as (
    select * from {{ ref('int_catalog_listed') }}
),

measured as (
    {%- for panel in ['people_health', 'behavior_change', 'risk_indicators'] %}
        select
            {{ listed(cell_columns(), 'panel') }},
            panel.rater_count,
            panel.people_count,
            panel.estimate_note
        from {{ ref('int_' ~ panel ~ '_measured') }} as panel
        {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    {{ listed(cell_columns(), 'measured') }},
    cast(
        case
            when catalog.source_class = 'operational' then measured.people_count
            else measured.rater_count
        end as double
    ) as people_behind,
    case
        when catalog.source_class = 'operational'
            then {{ threshold('anonymity_min_people') }}
        else {{ threshold('anonymity_min_raters') }}
    end as fewest_people,
    {{ primary_reason('measured', 'catalog') }} as primary_reason
from measured
inner join grid on {{ equal_on(cell_columns(), 'measured', 'grid') }}
inner join catalog
    on
        measured.indicator_id = catalog.indicator_id
        and measured.construct = catalog.construct
        and measured.scope_type = catalog.scope_type
        and measured.period_grain = catalog.period_grain
