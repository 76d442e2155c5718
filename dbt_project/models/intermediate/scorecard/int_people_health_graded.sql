{{ judge_graded('people_health') }}
