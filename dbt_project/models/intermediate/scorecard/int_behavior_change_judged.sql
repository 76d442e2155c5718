{{ judge_status('behavior_change') }}
