{{ panel_mart('people_health') }}
