{# Rows in which one column exceeds another. #}
{% test never_above(model, column, limit_column) %}
select
    {{ column }},
    {{ limit_column }}
from {{ model }}
where {{ column }} > {{ limit_column }}
{% endtest %}
