"""Which period of a mart a section shows."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar

from orchestration.report import numbers
from orchestration.report.cards import MONTHS_PER_PERIOD


class InPeriod(Protocol):
    """A row of a period."""

    @property
    def period_grain(self) -> str:
        """month, quarter or year."""

    @property
    def period_start(self) -> date:
        """First day of the period."""


Row = TypeVar("Row", bound=InPeriod)


def is_over(row: InPeriod, as_of: date) -> bool:
    """Whether the period had ended on that day; its last day counts as its end."""
    months = row.period_start.year * 12 + row.period_start.month - 1
    months += MONTHS_PER_PERIOD[row.period_grain]
    return date(months // 12, months % 12 + 1, 1) <= as_of + timedelta(days=1)


def latest(rows: Iterable[Row], as_of: date) -> list[Row]:
    """Rows of the last period that is over; of the running one where none is over."""
    found = list(rows)
    found = [row for row in found if is_over(row, as_of)] or found
    last = max((row.period_start for row in found), default=None)
    return [row for row in found if row.period_start == last]


def named(rows: Iterable[InPeriod], as_of: date) -> str:
    """The period of these rows in words; empty without rows."""
    for row in rows:
        words = numbers.period(row.period_start, row.period_grain)
        return words if is_over(row, as_of) else f"{words} so far"
    return ""
