"""Alerts: teams that a person is asked to look at. A question each, never a finding.

Units only: a row about a single leader is on no page.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import duckdb

from orchestration.report import evidence, numbers, reasons, wording_of_analyses
from orchestration.report.reasons_of_analyses import ALERT, why
from orchestration.report.sections import periods
from orchestration.report.sections.texts import counted

TABLE = "fct_alerts"
SHOWN = "is_eligible"
SCOPES = ("company", "business_unit", "org_unit", "cohort")
INCIDENTS = "hr_incidents"
SMALLEST_P = 0.001


@dataclass(frozen=True)
class Row:
    """One signal of one unit in one month."""

    period_start: date
    period_grain: str
    signal: str
    scope_type: str
    scope_id: str
    mean_value: float | None
    baseline_estimate: float | None
    effect: float | None
    adjusted_p_value: float | None
    is_eligible: bool
    alert_state: str
    alert_reason: str
    review_question: str

    @property
    def period(self) -> str:
        """The month in words."""
        return numbers.period(self.period_start, self.period_grain)

    @property
    def reason(self) -> str:
        """Why it has its state."""
        return why(ALERT, self.alert_reason)

    @property
    def signal_name(self) -> str:
        """The signal as a reader takes it in."""
        return signal_name(self.signal)

    @property
    def distance(self) -> str:
        """How far it lies from what the unit is held against."""
        if self.effect is None:
            return numbers.ABSENT
        far, level = numbers.plain(self.effect, 1), numbers.plain(self.baseline_estimate, 1)
        if self.signal == INCIDENTS:
            return f"{far} more incidents than the {level} expected"
        return f"{far} points below its level of {level}"

    @property
    def chance(self) -> str:
        """The adjusted chance of as much when nothing has changed."""
        p = self.adjusted_p_value
        return f"below {SMALLEST_P}" if p is not None and p < SMALLEST_P else numbers.plain(p, 3)


class Tally(NamedTuple):
    """How many units of one signal are in which state, and why."""

    signal: str
    counts: dict[str, int]
    not_evaluated: dict[str, int]


class Section(NamedTuple):
    """The last month, and what was raised in the year before it."""

    period: str
    raised: list[Row]
    tallies: list[Tally]
    earlier: list[Row]

    @property
    def headline(self) -> str:
        """The section in one sentence."""
        if not self.tallies:
            return "No alert can be shown here: no unit that may be on this page has a signal."
        if not self.raised:
            return f"{self.period}: no alert. A quiet month is no finding either."
        return f"{self.period}: {counted(len(self.raised), 'alert')}, each a question to a person."


def signal_name(signal: str) -> str:
    """The name of a signal in words."""
    return "HR incidents" if signal == INCIDENTS else reasons.spelled(signal).capitalize()


def section(connection: duckdb.DuckDBPyConnection, as_of: date) -> Section:
    """The last month that is over."""
    rows = [r for r in evidence.read_as(connection, Row, TABLE, SHOWN) if r.scope_type in SCOPES]
    now = periods.latest(rows, as_of)
    raised = [row for row in rows if row.alert_state == "raised" and row.is_eligible]
    first = min((row.period_start for row in now), default=as_of)
    earlier = [
        row for row in raised if first.replace(year=first.year - 1) <= row.period_start < first
    ]
    return Section(
        periods.named(now, as_of),
        [row for row in raised if row in now],
        [
            _tally(signal, [row for row in now if row.signal == signal])
            for signal in sorted({row.signal for row in now})
        ],
        earlier[::-1],
    )


def _tally(signal: str, rows: list[Row]) -> Tally:
    untold = [row.reason for row in rows if row.alert_state == "not_evaluated"]
    return Tally(
        signal_name(signal),
        {
            state: sum(row.alert_state == state for row in rows)
            for state in wording_of_analyses.ALERT_STATES
        },
        {reason: untold.count(reason) for reason in sorted(set(untold))},
    )
