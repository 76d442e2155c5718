{# Tables of the source `statistics`, computed outside of dbt. #}

{# Make those that are not there yet, empty, with the columns declared for them: dbt then
   also builds alone, and what rests on them says that it was not computed. #}
{% macro create_absent_statistics() -%}
    {%- if execute -%}
        {%- for table in graph.sources.values()
            if table.source_name == 'statistics' -%}
            {%- set columns = [] -%}
            {%- for column in table.columns.values() -%}
                {%- do columns.append(column.name ~ ' ' ~ column.data_type) -%}
            {%- endfor -%}
            {%- do run_query('create schema if not exists ' ~ table.schema) -%}
            {%- do run_query(
                'create table if not exists ' ~ table.schema ~ '.' ~ table.name
                ~ ' (' ~ columns | join(', ') ~ ')'
            ) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
