{{ judge_compared('behavior_change') }}
