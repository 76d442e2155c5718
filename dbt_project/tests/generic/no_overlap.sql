{# Intervals [valid_from, valid_to) of one entity that overlap, or that are empty. #}
{% test no_overlap(model, entity) %}
with neighbors as (
    select
        {{ entity }},
        valid_from,
        valid_to,
        lead(valid_from) over (
            partition by {{ entity }} order by valid_from, valid_to
        ) as next_from
    from {{ model }}
)

select *
from neighbors
where valid_from >= valid_to or next_from < valid_to
{% endtest %}
