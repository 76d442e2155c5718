"""Leaders improved, unchanged and worse, and the guard against regression to the mean."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import duckdb

from orchestration.report import evidence, numbers, reasons, wording
from orchestration.report.reasons_of_analyses import GUARD, why
from orchestration.report.sections import periods
from orchestration.report.sections.texts import counted

TABLE = "fct_improvement_shares"
SHOWN = "not is_suppressed"
GUARD_TABLE = "fct_improvement_guard"
GUARD_SHOWN = "not is_suppressed"
SCOPES = ("company", "business_unit", "cohort")
LOW = ("selected_low_on_only_baseline", "selected_low_with_second_baseline")


@dataclass(frozen=True)
class Row:
    """The three shares of one scope and period, and the share of true gains to expect."""

    scope_type: str
    scope_id: str
    period_grain: str
    period_start: date
    improved_share: float | None
    unchanged_share: float | None
    deteriorated_share: float | None
    expected_share: float | None
    expected_lower: float | None
    expected_upper: float | None
    improved_lower: float | None
    improved_upper: float | None
    value_reason: str | None
    is_suppressed: bool

    @property
    def name(self) -> str:
        """Whose shares."""
        return wording.scope_name(self.scope_type, self.scope_id).replace("_", " ")

    @property
    def improved_band(self) -> str:
        """The band of the improved share."""
        return _band(self.improved_lower, self.improved_upper)

    @property
    def expected_band(self) -> str:
        """The band of the expected share."""
        return self._expectation.band(self.expected_lower, self.expected_upper)

    @property
    def expected(self) -> str:
        """The expected share, with as many digits as its band supports."""
        return self._expectation.value(self.expected_share)

    @property
    def _expectation(self) -> numbers.Scale:
        return numbers.Scale(numbers.SHARE, 3, self.expected_lower, self.expected_upper)

    @property
    def absence(self) -> str:
        """Why there is no share."""
        return reasons.why_status(self.value_reason)


@dataclass(frozen=True)
class Guard:
    """Was a cohort picked for a low score, and what would it have gained without training?"""

    scope_id: str
    leader_count: int | None
    baseline_wave_count: int | None
    selection_shift: float | None
    selection_lower: float | None
    selection_upper: float | None
    regression_gain: float | None
    gain_estimate: float | None
    gain_lower: float | None
    gain_upper: float | None
    gain_beyond_regression: float | None
    beyond_lower: float | None
    beyond_upper: float | None
    guard_reason: str
    follow_up_reason: str | None
    is_suppressed: bool

    @property
    def finding(self) -> str:
        """What the guard found."""
        return why(GUARD, self.guard_reason)

    @property
    def absence(self) -> str:
        """Why there is no gain."""
        return why(GUARD, self.follow_up_reason or "too_few_people")

    @staticmethod
    def signed(value: float | None) -> str:
        """A difference of scores."""
        return numbers.signed(value, 2)

    def band(self, lower: float | None, upper: float | None) -> str:
        """The band of a difference of scores."""
        return numbers.ABSENT if lower is None else f"{self.signed(lower)} to {self.signed(upper)}"


class Section(NamedTuple):
    """The last month's shares of company, units and cohorts, and the guards of the cohorts."""

    period: str
    shares: list[Row]
    guards: list[Guard]

    @property
    def headline(self) -> str:
        """The section in one or two sentences."""
        company = [row for row in self.shares if row.scope_type == "company"]
        if not company:
            return "No share of improved leaders is reported."
        (row,) = company
        if row.improved_share is None:
            return f"No share of improved leaders yet. {row.absence}"
        return (
            f"Of the trained leaders {numbers.percent(row.improved_share)} reliably improved "
            f"({row.improved_band}), {numbers.percent(row.unchanged_share)} stayed within "
            f"measurement error, {numbers.percent(row.deteriorated_share)} got worse. "
            f"{self.guarded}"
        )

    @property
    def guarded(self) -> str:
        """What the guards found, in one sentence."""
        low = sum(guard.guard_reason in LOW for guard in self.guards)
        blind = sum(guard.guard_reason not in (*LOW, "not_selected_low") for guard in self.guards)
        if low:
            return f"{counted(low, 'cohort')} started from a low score, which rises by itself."
        if blind:
            return f"Whether {counted(blind, 'cohort')} started from a low score cannot be told."
        return "No cohort shows a sign of having been picked for a low score."


def section(connection: duckdb.DuckDBPyConnection, as_of: date) -> Section:
    """Read it as of a day."""
    rows = [
        row
        for row in evidence.read_as(connection, Row, TABLE, SHOWN)
        if row.period_grain == "month" and row.scope_type in SCOPES
    ]
    rows = sorted(periods.latest(rows, as_of), key=lambda row: SCOPES.index(row.scope_type))
    return Section(
        periods.named(rows, as_of),
        rows,
        evidence.read_as(connection, Guard, GUARD_TABLE, GUARD_SHOWN),
    )


def _band(lower: float | None, upper: float | None) -> str:
    if lower is None or upper is None:
        return numbers.ABSENT
    return f"{numbers.percent(lower)} to {numbers.percent(upper)}"
