{{ judge_graded('risk_indicators') }}
