{{ indicator_rate('escalation_rate_per_100', 'hr_cases') }}
