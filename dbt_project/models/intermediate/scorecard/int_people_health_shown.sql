{{ judge_shown('people_health') }}
