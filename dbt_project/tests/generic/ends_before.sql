{# Rows in which one date is not before another: evidence that would look ahead. #}
{% test ends_before(model, earlier, later) %}
select *
from {{ model }}
where {{ earlier }} >= {{ later }} or {{ earlier }} is null or {{ later }} is null
{% endtest %}
