"""Do the same raters see leaders of two groups differently? A gap is possible bias, no proof."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import duckdb

from orchestration.report import evidence, numbers, reasons, wording, wording_of_analyses
from orchestration.report.sections import periods
from orchestration.report.sections.texts import counted, joined

TABLE = "fct_severity_gaps"
SHOWN = "not is_suppressed"


@dataclass(frozen=True)
class Row:
    """One group against the largest of its attribute, in one quarter."""

    instrument_id: str
    construct: str
    period_grain: str
    period_start: date
    attribute: str
    group_name: str
    reference_group: str
    gap: float | None
    gap_lower: float | None
    gap_upper: float | None
    p_adjusted: float | None
    family_size: int | None
    rater_count: int | None
    finding: str
    is_suppressed: bool
    suppression_reason: str | None

    @property
    def measure(self) -> str:
        """What was scored."""
        if self.construct == "all":
            return f"{self.instrument_id}, whole"
        return f"{self.instrument_id}, {reasons.spelled(self.construct)}"

    @property
    def words(self) -> wording.Words:
        """The finding in words."""
        return wording_of_analyses.SEVERITY_FINDINGS[self.finding]

    @property
    def value(self) -> str:
        """The gap in points of the scale."""
        return numbers.signed(self.gap, 2)

    @property
    def band(self) -> str:
        """The band of the gap."""
        if self.gap_lower is None:
            return ""
        return f"{numbers.signed(self.gap_lower, 2)} to {numbers.signed(self.gap_upper, 2)}"


class Section(NamedTuple):
    """The last quarter; gaps that are withheld are counted and not named."""

    period: str
    rows: list[Row]
    withheld: str

    @property
    def findings(self) -> list[wording.Words]:
        """The findings that occur, in words."""
        found = {row.finding for row in self.rows}
        return [
            words for code, words in wording_of_analyses.SEVERITY_FINDINGS.items() if code in found
        ]

    @property
    def headline(self) -> str:
        """The section in one sentence."""
        if not self.rows:
            return "No gap can be told: no raters scored leaders of two groups."
        found = sum(row.finding == "look_into" for row in self.rows)
        gaps = counted(len(self.rows), "gap")
        if found:
            return f"{self.period}: {found} of {gaps} to look into, as possible bias."
        return f"{self.period}: none of {gaps} is larger than chance explains. That is no proof."


def section(connection: duckdb.DuckDBPyConnection, as_of: date) -> Section:
    """The last quarter that is over; what is to be looked into comes first."""
    rows = periods.latest(evidence.read_as(connection, Row, TABLE, SHOWN), as_of)
    kept = Counter(
        reasons.why_withheld(row.suppression_reason) for row in rows if row.is_suppressed
    )
    named = joined([f"{n} because {reason}" for reason, n in sorted(kept.items())])
    shown = [row for row in rows if not row.is_suppressed]
    return Section(
        periods.named(rows, as_of),
        sorted(shown, key=lambda row: (row.finding != "look_into", row.construct != "all")),
        f"Withheld: {counted(sum(kept.values()), 'gap')}, {named}." if kept else "",
    )
