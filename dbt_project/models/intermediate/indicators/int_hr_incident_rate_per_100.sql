{{ indicator_rate('hr_incident_rate_per_100', 'hr_cases') }}
