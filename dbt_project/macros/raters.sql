{# Whether a form says that a certain person of the organization filled it in: not somebody
   from outside, not the leader, and not nobody. #}
{% macro is_named_colleague(form) -%}
    ({{ form }}.respondent_id is not null and {{ form }}.rater_group not in ('self', 'others'))
{%- endmacro %}

{# What an observer can be on the day of an observation; the last where no calibration was
   ever delivered. #}
{% macro observer_statuses() -%}
    {{ return([
        'certified', 'tentative', 'retrain', 'expired', 'uncertified', 'not_tracked',
    ]) }}
{%- endmacro %}
