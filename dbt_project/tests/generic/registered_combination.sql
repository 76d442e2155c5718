{# Combinations of columns that the registry, which has the same columns, does not know. #}
{% test registered_combination(model, columns, registry) %}
select distinct
    {%- for column in columns %}
    facts.{{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ model }} as facts
left join {{ registry }} as registry
    on
        {%- for column in columns %}
        {{ 'and ' if not loop.first }}facts.{{ column }} = registry.{{ column }}
        {%- endfor %}
where registry.{{ columns[0] }} is null
{% endtest %}
