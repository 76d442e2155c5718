"""Which number is asked about: the arguments of the command, read and checked for their form.

Whether such a number was published is not known here.
"""

import re
from dataclasses import dataclass
from datetime import date

COMPANY = "company"
SCOPE_TYPES = (COMPANY, "business_unit", "org_unit", "cohort", "leader")
WHOLE = "all"

_PERIODS = {
    "month": re.compile(r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])"),
    "quarter": re.compile(r"(?P<year>[12]\d{3})-[Qq](?P<quarter>[1-4])"),
    "year": re.compile(r"(?P<year>[12]\d{3})"),
}


class QuestionError(ValueError):
    """No number can be meant by these arguments; says what could."""


@dataclass(frozen=True)
class Question:
    """One number: of an indicator, one construct of it, one scope, one period."""

    indicator_id: str
    construct: str
    scope_type: str
    scope_id: str
    period_grain: str
    period_start: date

    @classmethod
    def of(cls, indicator: str, scope: str, period: str, construct: str = WHOLE) -> "Question":
        """From texts such as `org_unit:ou_12` and `2025-Q3`. Raises `QuestionError`."""
        return cls(indicator, construct, *_scope(scope), *_period(period))

    @property
    def key(self) -> dict[str, object]:
        """The columns that tell this number from every other one of its panel."""
        return dict(vars(self))


def period_text(grain: str, start: date) -> str:
    """A period as the command takes it: 2025-09, 2025-Q3, 2025."""
    if grain == "month":
        return f"{start:%Y-%m}"
    return f"{start.year}-Q{(start.month + 2) // 3}" if grain == "quarter" else str(start.year)


def _scope(text: str) -> tuple[str, str]:
    if text == COMPANY:
        return COMPANY, COMPANY
    scope_type, colon, scope_id = text.partition(":")
    if scope_type not in SCOPE_TYPES[1:] or not colon or not scope_id:
        kinds = ", ".join(f"{kind}:<id>" for kind in SCOPE_TYPES[1:])
        raise QuestionError(f"scope {text}: give {COMPANY}, or one of {kinds}")
    return scope_type, scope_id


def _period(text: str) -> tuple[str, date]:
    for grain, pattern in _PERIODS.items():
        if found := pattern.fullmatch(text):
            parts = {name: int(value) for name, value in found.groupdict().items()}
            month = parts.get("month", 3 * parts.get("quarter", 1) - 2)
            return grain, date(parts["year"], month, 1)
    raise QuestionError(f"period {text}: give a month (2025-09), a quarter (2025-Q3) or a year")
