{# First and last day of what HR and training report. #}
{% set events = {
    'separations': ('stg_hr__separations', 'separated_on'),
    'promotion_decisions': ('stg_hr__promotion_decisions', 'decided_on'),
    'hr_cases': ('stg_hr__cases', 'opened_at'),
    'team_goals': ('stg_operations__team_goals', 'period_start'),
    'one_on_ones': ('stg_operations__one_on_ones', 'held_on'),
    'training_completions': ('stg_lms__completions', 'assigned_at'),
} %}
{{ evidence_spans(events) }}
