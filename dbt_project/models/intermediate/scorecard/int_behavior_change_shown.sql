{{ judge_shown('behavior_change') }}
