{{ judge_compared('people_health') }}
