{{ panel_mart('risk_indicators') }}
