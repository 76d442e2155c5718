{{ judge_status('people_health') }}
