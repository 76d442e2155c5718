{{ judge_shown('risk_indicators') }}
