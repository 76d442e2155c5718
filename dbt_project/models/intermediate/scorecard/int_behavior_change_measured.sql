{{ union_indicators('behavior_change') }}
