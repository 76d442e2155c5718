{{ judge_graded('behavior_change') }}
