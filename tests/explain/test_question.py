from datetime import date

import pytest

from orchestration.explain.question import Question, QuestionError, period_text
from orchestration.explain.ranges import ranges, shortened


@pytest.mark.parametrize(
    ("text", "grain", "start"),
    [
        ("2025-09", "month", date(2025, 9, 1)),
        ("2025-Q3", "quarter", date(2025, 7, 1)),
        ("2025-q4", "quarter", date(2025, 10, 1)),
        ("2025", "year", date(2025, 1, 1)),
    ],
)
def test_a_period_is_a_grain_and_its_first_day_and_is_written_the_same_way(text, grain, start):
    asked = Question.of("any", "company", text)
    assert (asked.period_grain, asked.period_start) == (grain, start)
    assert period_text(grain, start) == text.upper()


@pytest.mark.parametrize("text", ["2025-13", "2025-Q5", "2025-9", "Q3", "25", "0000", "2025-Q3 "])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(QuestionError, match="period"):
        Question.of("any", "company", text)


def test_a_scope_is_a_type_and_an_id_and_an_id_may_hold_a_colon():
    asked = Question.of("any", "org_unit:ou:12", "2025")
    assert (asked.scope_type, asked.scope_id) == ("org_unit", "ou:12")


@pytest.mark.parametrize("text", ["org_unit", "org_unit:", "team:1", "company:x", "", ":x"])
def test_what_is_no_scope_is_refused_with_the_kinds_there_are(text):
    with pytest.raises(QuestionError, match="business_unit:<id>"):
        Question.of("any", text, "2025")


def test_neighboring_lines_are_joined_and_each_counts_once():
    assert ranges([7, 3, 2, 2, 1, 9, 10]) == ["1-3", "7", "9-10"]
    assert ranges([]) == []


def test_a_long_list_says_how_much_is_left_out():
    assert shortened(["1", "3", "5-9"], 2) == "1, 3 and 1 more ranges"
    assert shortened(["1", "3"], 2) == "1, 3"
