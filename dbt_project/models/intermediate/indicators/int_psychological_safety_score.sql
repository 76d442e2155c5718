{{ indicator_mean('psychological_safety_score') }}
