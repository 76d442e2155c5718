{{ union_indicators('risk_indicators') }}
