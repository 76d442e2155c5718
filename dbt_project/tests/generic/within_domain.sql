{# Rows whose values are outside their domain, with the first rule that each breaks, in one scan.

    ranges: column -> [lowest, highest], null for an open end. values: column -> the values it may
    have. ascending: lists of columns, none of which exceeds the next. Nulls pass.
#}
{% test within_domain(model, ranges={}, values={}, ascending=[]) %}
{%- set rules = [] -%}
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
with judged as (
    select
        *,
        case
            {%- for rule in rules %}
            when {{ rule }} then '{{ rule | replace("'", "") }}'
            {%- endfor %}
        end as broken_rule
    from {{ model }}
)

select * from judged
where broken_rule is not null
{% endtest %}
