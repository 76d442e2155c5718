{{ indicator_mean('empathy_360_score') }}
