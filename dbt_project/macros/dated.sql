{# Facts against states that hold over [valid_from, valid_to). #}

{# Whether a state holds on a date; join on the entity's key first. #}
{% macro holds_on(states, date) -%}
    {{ date }} >= {{ states }}.valid_from and {{ date }} < {{ states }}.valid_to
{%- endmacro %}

{# Whether two states share a day. #}
{% macro overlaps(states, others) -%}
    {{ states }}.valid_from < {{ others }}.valid_to
    and {{ others }}.valid_from < {{ states }}.valid_to
{%- endmacro %}

{# One text that differs whenever any of the columns differs; nulls count. #}
{% macro fingerprint(columns, relation) -%}
    md5(
        {%- for column in columns -%}
        coalesce(cast({{ relation }}.{{ column }} as {{ dbt.type_string() }}), '~')
        {{- " || '|' || " if not loop.last }}
        {%- endfor -%}
    )
{%- endmacro %}
