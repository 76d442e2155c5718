{{ judge_compared('risk_indicators') }}
