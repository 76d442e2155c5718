"""Rater groups side by side, and how well trained observers match the experts and each other."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import duckdb

from orchestration.report import evidence, numbers, reasons, wording_of_analyses
from orchestration.report.reasons_of_analyses import RATERS, why
from orchestration.report.sections import periods
from orchestration.report.sections.texts import counted

TABLE = "fct_rater_quality"
SHOWN = "not is_suppressed"
OBSERVERS = "observers"
STATUSES = ("certified", "tentative", "retrain", "expired", "uncertified")


@dataclass(frozen=True)
class Row:
    """One group of raters of one indicator in one period."""

    indicator_id: str
    rater_group: str
    period_grain: str
    period_start: date
    rater_count: int | None
    rating_count: int | None
    mean_score: float | None
    gap_to_published: float | None
    agreement_share: float | None
    lenient_share: float | None
    severe_share: float | None
    mean_severity: float | None
    severity_spread: float | None
    nominal_alpha: float | None
    nominal_lower: float | None
    nominal_upper: float | None
    ordinal_alpha: float | None
    ordinal_lower: float | None
    ordinal_upper: float | None
    agreement_reason: str | None
    observation_count: int | None
    counted_observation_count: int | None
    certified_count: int | None
    tentative_count: int | None
    retrain_count: int | None
    expired_count: int | None
    uncertified_count: int | None
    status_reason: str | None
    is_suppressed: bool
    suppression_reason: str | None

    @property
    def name(self) -> str:
        """The group in words."""
        return wording_of_analyses.RATER_GROUPS[self.rater_group]

    @property
    def absence(self) -> str:
        """Why nothing of the group is shown."""
        return f"withheld: {reasons.why_withheld(self.suppression_reason)}"

    @property
    def alphas(self) -> list[tuple[str, float | None, str]]:
        """Agreement of the observers with each other: on what, alpha, band."""
        return [
            ("yes/no acts", self.nominal_alpha, _band(self.nominal_lower, self.nominal_upper)),
            ("acts on a scale", self.ordinal_alpha, _band(self.ordinal_lower, self.ordinal_upper)),
        ]

    @property
    def statuses(self) -> list[tuple[str, int | None]]:
        """Observers by status."""
        return [(status, getattr(self, f"{status}_count")) for status in STATUSES]

    @property
    def why_no_agreement(self) -> str:
        """Why nothing is said of agreement with the experts."""
        return why(RATERS, self.agreement_reason)

    @property
    def why_no_statuses(self) -> str:
        """Why observers are not counted by status."""
        return why(RATERS, self.status_reason)


class Section(NamedTuple):
    """The last period of each indicator: groups of raters, and the trained observers."""

    period: str
    groups: list[Row]
    observers: list[Row]

    @property
    def headline(self) -> str:
        """The section in one sentence."""
        if not self.groups and not self.observers:
            return "No rating is delivered, so that nothing can be said of raters."
        told = [row for row in self.observers if row.counted_observation_count is not None]
        if not told:
            return f"{self.period}: nothing is observed by trained observers."
        (row,) = told
        return (
            f"{self.period}: {numbers.count(row.counted_observation_count)} of "
            f"{counted(row.observation_count or 0, 'observation')} are by observers fit to tell."
        )


def section(connection: duckdb.DuckDBPyConnection, as_of: date) -> Section:
    """The last period that is over."""
    rows = periods.latest(evidence.read_as(connection, Row, TABLE, SHOWN), as_of)
    return Section(
        periods.named(rows, as_of),
        [row for row in rows if row.rater_group != OBSERVERS],
        [row for row in rows if row.rater_group == OBSERVERS],
    )


def _band(lower: float | None, upper: float | None) -> str:
    return "" if lower is None else f"{numbers.plain(lower, 2)} to {numbers.plain(upper, 2)}"
