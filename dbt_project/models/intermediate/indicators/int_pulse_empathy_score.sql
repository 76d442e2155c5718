{{ indicator_mean('pulse_empathy_score') }}
