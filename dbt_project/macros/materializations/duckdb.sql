{# How DuckDB is given a table or a view. The adapter builds a table under another name, moves the
   old one aside and drops it; DuckDB replaces in one statement of one transaction, which is as safe
   and a third of the work. No model here has hooks, grants, indexes or comments in the database. #}

{% materialization table, adapter='duckdb' %}
    {%- set target = relation_to_replace('table') -%}
    {%- call statement('main') -%}
        {%- if config.get('contract').enforced -%}
        {{ get_assert_columns_equivalent(compiled_code) }}
        create or replace table {{ target }}
        {{ get_table_columns_and_constraints() }};
        insert into {{ target }} {{ get_column_names() }} (
            {{ get_select_subquery(compiled_code) }}
        );
        {%- else -%}
        create or replace table {{ target }} as (
            {{ compiled_code }}
        );
        {%- endif -%}
    {%- endcall -%}
    {% do adapter.commit() %}
    {{ return({'relations': [target]}) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
    {%- set target = relation_to_replace('view') -%}
    {%- call statement('main') -%}
        create or replace view {{ target }} as (
            {{ compiled_code }}
        );
    {%- endcall -%}
    {% do adapter.commit() %}
    {{ return({'relations': [target]}) }}
{% endmaterialization %}

{# The relation of this model. What has its name and is of another kind is dropped. #}
{% macro relation_to_replace(type) -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- if existing is not none and existing.type != type -%}
        {% do adapter.drop_relation(existing) %}
    {%- endif -%}
    {{ return(this.incorporate(type=type)) }}
{%- endmacro %}
