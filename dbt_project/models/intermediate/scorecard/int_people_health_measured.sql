{{ union_indicators([
    'int_empathy_360_score',
    'int_pulse_empathy_score',
    'int_psychological_safety_score',
    'int_voluntary_attrition_rate',
    'int_team_goal_attainment_share',
]) }}
