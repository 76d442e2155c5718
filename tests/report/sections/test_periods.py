"""A section shows the last period that is over."""

from datetime import date
from typing import NamedTuple

import pytest

from orchestration.report.sections import periods


class Row(NamedTuple):
    """A row of a period."""

    period_grain: str
    period_start: date


@pytest.mark.parametrize(
    ("grain", "start", "last_day"),
    [
        ("month", date(2025, 12, 1), date(2025, 12, 31)),
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_is_over_on_its_last_day_and_not_before(grain, start, last_day):
    row = Row(grain, start)
    assert periods.is_over(row, last_day)
    assert not periods.is_over(row, last_day.replace(day=last_day.day - 1))


def test_a_running_period_is_not_shown_while_one_before_it_is_over():
    old, new = Row("month", date(2025, 11, 1)), Row("month", date(2025, 12, 1))
    assert periods.latest([old, new], date(2025, 12, 15)) == [old]
    assert periods.latest([old, new], date(2025, 12, 31)) == [new]


def test_a_running_period_without_one_before_it_is_named_as_running():
    rows = periods.latest([Row("year", date(2025, 1, 1))], date(2025, 6, 30))
    assert periods.named(rows, date(2025, 6, 30)) == "2025 so far"


def test_nothing_has_no_period():
    assert periods.latest([], date(2025, 6, 30)) == []
    assert periods.named([], date(2025, 6, 30)) == ""
