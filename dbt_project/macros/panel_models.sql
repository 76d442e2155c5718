{# Written by `make setup` and `scorecard run` from seeds/reference/indicators.csv, not
   by hand: dbt must see each model's name before it can read a table. #}
{% macro panel_models() -%}
    {{ return({
        'people_health': [
            'int_empathy_360_score',
            'int_pulse_empathy_score',
            'int_psychological_safety_score',
            'int_voluntary_attrition_rate',
            'int_team_goal_attainment_share',
        ],
        'behavior_change': [
            'int_leaders_improved_share',
            'int_observed_behavior_share',
            'int_rater_agreement',
            'int_training_completion_share',
            'int_coaching_reach_share',
            'int_one_on_one_kept_share',
        ],
        'risk_indicators': [
            'int_hr_incident_rate_per_100',
            'int_escalation_rate_per_100',
            'int_case_resolution_days',
            'int_promotion_impact_ratio',
        ],
    }) }}
{%- endmacro %}
