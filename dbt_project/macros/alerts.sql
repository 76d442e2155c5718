{# What a person is asked to do about an alert: never what is the matter. #}
{% macro alert_question(alerts) -%}
    case
        when {{ alerts }}.alert_state <> 'raised'
            then 'No question: nothing here is a finding that all is well either.'
        when {{ alerts }}.signal = 'hr_incidents'
            then 'Has something changed for this team? It has had more incidents than its '
                || 'own past and other teams lead to expect. A question for a person to look '
                || 'into, not a finding.'
        else
            'Has something changed for this team? Its readings have stayed below what they '
            || 'were. A question for a person to look into, not a finding.'
    end
{%- endmacro %}
