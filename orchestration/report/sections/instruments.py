"""How far each version of each instrument can be trusted."""

from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from orchestration.report import evidence, numbers, reasons, wording
from orchestration.report.reasons_of_analyses import INSTRUMENT, why_in_passing
from orchestration.report.sections.texts import counted

TABLE = "fct_instrument_reliability"
SHOWN = "not is_suppressed"


@dataclass(frozen=True)
class Row:
    """One construct of one version; `all` for the whole."""

    instrument_id: str
    instrument_version: str
    construct: str
    item_count: int
    form_count: int | None
    mean_raters: float | None
    alpha: float | None
    alpha_lower: float | None
    alpha_upper: float | None
    alpha_within_leader: float | None
    omega_total: float | None
    icc_of_one: float | None
    icc_of_one_lower: float | None
    icc_of_one_upper: float | None
    icc_of_mean: float | None
    raters_for_coaching: float | None
    raters_for_strategic: float | None
    raters_for_calibration: float | None
    rwg_median: float | None
    rwg_agreed_share: float | None
    careless_form_count: int | None
    alpha_reason: str | None
    omega_reason: str | None
    agreement_reason: str | None
    careless_reason: str | None
    is_suppressed: bool
    suppression_reason: str | None

    @property
    def name(self) -> str:
        """Instrument and version."""
        return f"{self.instrument_id}, version {self.instrument_version}"

    @property
    def part(self) -> str:
        """Which part of the instrument."""
        if self.construct == "all":
            return "Whole"
        known = wording.CONSTRUCTS.get(self.construct)
        return known.label if known else reasons.spelled(self.construct).capitalize()

    @property
    def needed(self) -> list[tuple[str, float | None]]:
        """Ratings of a leader that make the mean fit for each use."""
        uses = {
            "coaching": self.raters_for_coaching,
            "strategic": self.raters_for_strategic,
            "calibration": self.raters_for_calibration,
        }
        return list(uses.items())

    @staticmethod
    def band(lower: float | None, upper: float | None) -> str:
        """The band of a coefficient."""
        return "" if lower is None else f"{numbers.plain(lower, 2)} to {numbers.plain(upper, 2)}"

    @staticmethod
    def because(code: str | None) -> str:
        """A reason for want of a number."""
        return why_in_passing(INSTRUMENT, code)


class Section(NamedTuple):
    """All registered versions, the whole before its parts."""

    rows: list[Row]

    @property
    def headline(self) -> str:
        """The section in one sentence."""
        versions = {row.name for row in self.rows}
        if not versions:
            return "No answer to a registered instrument is delivered."
        return f"{counted(len(versions), 'version')} of instruments."


def section(connection: duckdb.DuckDBPyConnection) -> Section:
    """Read it."""
    rows = evidence.read_as(connection, Row, TABLE, SHOWN)
    return Section(sorted(rows, key=lambda row: (row.name, row.construct != "all")))
