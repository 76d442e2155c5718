{# The rules that rows of a model break: one test for each model instead of one for each rule.

    key: columns that name a row; a null counts as a value. never_null: columns that are never
    null. ranges: column -> [lowest, highest], null for an open end. values: column -> the values
    it may have. ascending: lists of columns, none of which exceeds the next. Beyond never_null,
    nulls pass. A row is named by the first rule that it breaks.
#}
{% test sound(model, key=[], never_null=[], ranges={}, values={}, ascending=[]) %}
{%- set rules = [] -%}
{%- for column in never_null %}{% do rules.append(column ~ ' is null') %}{% endfor -%}
{%- for column, limits in ranges.items() -%}
    {%- if limits[0] is not none %}{% do rules.append(column ~ ' < ' ~ limits[0]) %}{% endif -%}
    {%- if limits[1] is not none %}{% do rules.append(column ~ ' > ' ~ limits[1]) %}{% endif -%}
{%- endfor -%}
{%- for column, known in values.items() -%}
    {%- set texts = [] -%}
    {%- for value in known %}{% do texts.append("'" ~ value ~ "'") %}{% endfor -%}
    {%- do rules.append(column ~ ' not in (' ~ texts | join(', ') ~ ')') -%}
{%- endfor -%}
{%- for columns in ascending -%}
    {%- for column in columns[1:] -%}
        {%- do rules.append(columns[loop.index0] ~ ' > ' ~ column) -%}
    {%- endfor -%}
{%- endfor -%}
with broken as (
    {%- if key %}
    select 'not unique: {{ key | join(", ") }}' as broken_rule
    from {{ model }}
    group by {{ key | join(', ') }}
    having count(*) > 1
    {%- endif %}
    {%- if key and rules %}
    union all
    {%- endif %}
    {%- if rules %}
    select
        case
            {%- for rule in rules %}
            when {{ rule }} then '{{ rule | replace("'", "") }}'
            {%- endfor %}
        end as broken_rule
    from {{ model }}
    {%- endif %}
)

select broken_rule from broken
where broken_rule is not null
{% endtest %}
