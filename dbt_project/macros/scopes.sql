{# Whose number it is, and for how long. A fact that carries the quintet (leader_id,
   org_unit_id, business_unit, cohort_id) is spread over scopes and grains by

       from facts
       cross join {{ scope_rows(['company', 'leader']) }} as scopes
       cross join {{ grain_rows(['month', 'quarter']) }} as grains
       where {{ scope_id('facts') }} is not null
#}

{% macro scope_rows(
    types=['company', 'business_unit', 'org_unit', 'cohort', 'leader']
) -%}
    {{ literal_rows('scope_type', types) }}
{%- endmacro %}

{% macro grain_rows(grains=['month', 'quarter', 'year']) -%}
    {{ literal_rows('period_grain', grains) }}
{%- endmacro %}

{# One row per value. #}
{% macro literal_rows(column, values) -%}
    (
        {%- for value in values %}
        select '{{ value }}' as {{ column }}
        {%- if not loop.last %} union all{% endif %}
        {%- endfor %}
    )
{%- endmacro %}

{# The id of a fact's scope; null where the fact belongs to no scope of that type. #}
{% macro scope_id(facts, scopes='scopes') -%}
    case {{ scopes }}.scope_type
        when 'company' then 'company'
        when 'business_unit' then {{ facts }}.business_unit
        when 'org_unit' then {{ facts }}.org_unit_id
        when 'cohort' then {{ facts }}.cohort_id
        when 'leader' then {{ facts }}.leader_id
    end
{%- endmacro %}

{# First day of the period of a grain that holds a date. #}
{% macro period_start(date, grain='grains.period_grain') -%}
    cast(
        case {{ grain }}
            when 'month' then date_trunc('month', {{ date }})
            when 'quarter' then date_trunc('quarter', {{ date }})
            when 'year' then date_trunc('year', {{ date }})
        end as date
    )
{%- endmacro %}

{# First day of the period after the one that starts on a date. #}
{% macro period_after(start, grain='grains.period_grain') -%}
    case {{ grain }}
        when 'month' then {{ date_moved(start, 'month', 1) }}
        when 'quarter' then {{ date_moved(start, 'month', 3) }}
        when 'year' then {{ date_moved(start, 'month', 12) }}
    end
{%- endmacro %}
