{{ judge_status('risk_indicators') }}
