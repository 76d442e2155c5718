{{ union_indicators([
    'int_hr_incident_rate_per_100',
    'int_escalation_rate_per_100',
    'int_case_resolution_days',
    'int_promotion_impact_ratio',
]) }}
