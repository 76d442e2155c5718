"""The 90-day pilots: what to do after each, what each could show, and its course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import duckdb

from orchestration.report import evidence, numbers, wording_of_analyses
from orchestration.report.reasons_of_analyses import PILOT_DECISION, PILOT_READING, why
from orchestration.report.records import Indicator
from orchestration.report.sections.texts import counted, tallied

TABLE = "fct_pilot_decision"
COURSE_TABLE = "fct_pilot_readout"
SHOWN = "decision_reason <> 'too_few_leaders'"
COURSE_SHOWN = "not is_suppressed"


@dataclass(frozen=True)
class Row:
    """What to do after one pilot, and whether the data it rests on are proven."""

    scope_id: str
    pilot_starts_on: date | None
    pilot_ends_on: date | None
    decision: str
    decision_reason: str
    leader_count: int | None
    is_complete: bool | None
    has_raters: bool | None
    agreement: float | None
    is_agreed: bool | None

    @property
    def reason(self) -> str:
        """Why."""
        return why(PILOT_DECISION, self.decision_reason)

    @property
    def proofs(self) -> list[tuple[str, str]]:
        """What the data must show before a pilot says go, each with its answer."""
        agreement = f" ({numbers.plain(self.agreement, 2)})" if self.agreement is not None else ""
        return [
            ("enough answered", _answer(self.is_complete)),
            ("enough raters", _answer(self.has_raters)),
            ("observers agree", _answer(self.is_agreed) + agreement),
        ]


@dataclass(frozen=True)
class Reading:
    """One indicator of one pilot on one day."""

    cohort_id: str
    indicator_id: str
    pilot_day: int
    detectable_change: float | None
    detectable_change_between: float | None
    detectable_ratio: float | None
    change_estimate: float | None
    change_lower: float | None
    change_upper: float | None
    ratio_estimate: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    status: str
    status_reason: str
    is_suppressed: bool

    @property
    def reason(self) -> str:
        """Why the status is what it is."""
        return why(PILOT_READING, self.status_reason)

    @property
    def is_read(self) -> bool:
        """Whether there is a number on this day."""
        return self.change_estimate is not None or self.ratio_lower is not None


class Line(NamedTuple):
    """One indicator of one pilot, from what it could show to its last day."""

    indicator: Indicator
    readings: tuple[Reading, ...]

    @property
    def last(self) -> Reading:
        """The reading of the last day."""
        return self.readings[-1]

    @property
    def detectable(self) -> str:
        """The smallest change that could be told from chance, from what is known before."""
        ratio = self.last.detectable_ratio
        if ratio is not None:
            return f"to {numbers.percent(ratio)} of before"
        return self._change(self.last.detectable_change)

    @property
    def detectable_between(self) -> str:
        """The smallest difference from leaders not yet trained that could be told."""
        return self._change(self.last.detectable_change_between)

    def _change(self, change: float | None) -> str:
        scale = numbers.Scale(self.indicator.unit, self.indicator.decimals)
        return scale.change(change).removeprefix("+")

    def value(self, reading: Reading) -> str:
        """The change since the start, or the rate as a share of the rate before."""
        if reading.change_estimate is not None:
            return self._scale(reading).change(reading.change_estimate)
        if reading.ratio_estimate is None:
            return "no event before"
        return f"{numbers.percent(reading.ratio_estimate)} of before"

    def band(self, reading: Reading) -> str:
        """The band of the value."""
        if reading.change_estimate is not None:
            return self._scale(reading).change_band(reading.change_lower, reading.change_upper)
        lower, upper = numbers.percent(reading.ratio_lower), numbers.percent(reading.ratio_upper)
        return f"{lower} to {upper}" if reading.ratio_upper is not None else f"from {lower}"

    def _scale(self, reading: Reading) -> numbers.Scale:
        return numbers.Scale(
            self.indicator.unit,
            self.indicator.decimals,
            reading.change_lower,
            reading.change_upper,
        )


class Course(NamedTuple):
    """All that is read of one pilot; what is never read in it, with why."""

    cohort_id: str
    days: tuple[int, ...]
    lines: list[Line]
    unread: dict[str, list[str]]


class Section(NamedTuple):
    """Decisions and courses."""

    decisions: list[Row]
    courses: list[Course]

    @property
    def headline(self) -> str:
        """The section in one sentence."""
        if not self.decisions:
            return "No pilot is planned."
        tally = tallied((row.decision for row in self.decisions), wording_of_analyses.DECIDED)
        return f"{counted(len(self.decisions), 'pilot')}: {tally}."


def section(connection: duckdb.DuckDBPyConnection, indicators: Mapping[str, Indicator]) -> Section:
    """The pilots of a file."""
    readings = evidence.read_as(connection, Reading, COURSE_TABLE, COURSE_SHOWN)
    cohorts = sorted({reading.cohort_id for reading in readings})
    return Section(
        evidence.read_as(connection, Row, TABLE, SHOWN),
        [
            _course(cohort, [r for r in readings if r.cohort_id == cohort], indicators)
            for cohort in cohorts
        ],
    )


def _course(
    cohort_id: str, readings: Sequence[Reading], indicators: Mapping[str, Indicator]
) -> Course:
    lines, unread = [], {}
    for indicator_id, indicator in indicators.items():
        own = [r for r in readings if r.indicator_id == indicator_id]
        own.sort(key=lambda reading: reading.pilot_day)
        line = Line(indicator, tuple(own))
        if any(r.is_read for r in own) or (own and line.detectable != numbers.ABSENT):
            lines.append(line)
        elif own:
            unread.setdefault(line.last.reason, []).append(indicator.indicator_name)
    days = tuple(sorted({reading.pilot_day for reading in readings}))
    return Course(cohort_id, days, lines, unread)


def _answer(is_so: bool | None) -> str:
    return "not told yet" if is_so is None else "yes" if is_so else "no"
