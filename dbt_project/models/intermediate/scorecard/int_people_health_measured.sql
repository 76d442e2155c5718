{{ union_indicators('people_health') }}
