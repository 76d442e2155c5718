{{ panel_mart('behavior_change') }}
