{{ union_indicators([
    'int_leaders_improved_share',
    'int_observed_behavior_share',
    'int_rater_agreement',
    'int_training_completion_share',
    'int_coaching_reach_share',
    'int_one_on_one_kept_share',
]) }}
