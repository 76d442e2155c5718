"""Picks the cells that a page shows and puts each beside its words and its trend.

The headline of an indicator is the last complete period of the grain its target is set on,
or of its finest grain: a missing or withheld headline stays a headline.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from orchestration.report import numbers, reasons, trend, wording
from orchestration.report.records import Cell, Cohort, Indicator

MONTHS_PER_PERIOD = {"month": 1, "quarter": 3, "year": 12}


class Series(NamedTuple):
    """What a row of numbers in time is about; the whole company unless it says otherwise."""

    indicator_id: str
    grain: str
    scope_type: str = "company"
    scope_id: str = "company"
    construct: str = "all"


@dataclass(frozen=True)
class Card:
    """One indicator of one scope at one grain: its last complete period and how it got there."""

    indicator: Indicator
    cell: Cell
    history: tuple[Cell, ...]
    trend: trend.Trend

    @property
    def scale(self) -> numbers.Scale:
        """Precision of the headline."""
        return scale(self.indicator, self.cell)

    def scale_of(self, cell: Cell) -> numbers.Scale:
        """Precision of one period of the history."""
        return scale(self.indicator, cell)

    @property
    def change_scale(self) -> numbers.Scale:
        """Precision of the change, from its own band."""
        cell, catalog = self.cell, self.indicator
        return numbers.Scale(catalog.unit, catalog.decimals, cell.change_lower, cell.change_upper)

    @property
    def period(self) -> str:
        """The headline's period in words."""
        return numbers.period(self.cell.period_start, self.cell.period_grain)

    @property
    def absence(self) -> str:
        """Why the headline has no value."""
        return why_absent(self.cell)

    def absence_of(self, cell: Cell) -> str:
        """Why a period of the history has no value."""
        return why_absent(cell)

    @property
    def reason(self) -> str:
        """Why the headline's status is what it is."""
        return reasons.why_status(self.cell.status_reason)

    @property
    def no_more(self) -> str:
        """What stands in the way of claiming more of the headline."""
        return reasons.why_no_more(self.cell.blocked_by)

    @property
    def note(self) -> str:
        """What limits the headline's value, unless the reason says it already."""
        note = self.cell.estimate_note
        return "" if note == self.cell.status_reason else reasons.why_status(note)

    @property
    def limit(self) -> str:
        """Why the mean of the raters carries no more than coaching, where it does not."""
        return reasons.why_not_one_mean(self.cell.aggregation_note)

    @property
    def components(self) -> list[tuple[str, str]]:
        """What the confidence score is made of."""
        cell = self.cell
        return [
            ("completeness", numbers.percent(cell.completeness)),
            ("reliability", numbers.plain(cell.reliability, 2)),
            ("recency", numbers.plain(cell.recency, 2)),
            ("raters", numbers.count(cell.rater_count)),
            ("responses", numbers.count(cell.response_count)),
        ]

    @property
    def summary(self) -> str:
        """The chart in one sentence, for those who do not see it."""
        shown = [c for c in self.history if c.estimate is not None]
        name, of = self.indicator.indicator_name, f"{len(shown)} of {len(self.history)} periods"
        if not shown:
            return f"{name}: no value in {len(self.history)} periods."
        first, last = shown[0], shown[-1]
        return (
            f"{name}, values in {of}: from {self.scale.value(first.estimate)} in "
            f"{numbers.period(first.period_start, first.period_grain)} to "
            f"{self.scale.value(last.estimate)} in "
            f"{numbers.period(last.period_start, last.period_grain)}. The table below has them all."
        )


def headline_grain(series: Mapping[Series, list[Cell]], indicator: Indicator) -> str:
    """The grain the company's target is set on, else the indicator's finest."""
    grains = indicator.grains.split("|")
    for grain in grains:
        company = series.get(Series(indicator.indicator_id, grain), [])
        if any(c.target_estimate is not None for c in company):
            return grain
    return grains[0]


def scale(indicator: Indicator, cell: Cell) -> numbers.Scale:
    """How the values of this cell are written."""
    return numbers.Scale(indicator.unit, indicator.decimals, cell.lower, cell.upper)


def why_absent(cell: Cell) -> str:
    """What a reader is told instead of a number."""
    if cell.is_suppressed:
        return f"withheld: {reasons.why_withheld(cell.suppression_reason)}"
    return wording.CELL_STATES[cell.cell_state].label.lower()


def by_series(cells: Iterable[Cell]) -> dict[Series, list[Cell]]:
    """Cells in time order, one list for each indicator, construct, grain and scope."""
    found: dict[Series, list[Cell]] = {}
    for cell in sorted(cells, key=lambda c: c.period_start):
        key = Series(
            cell.indicator_id, cell.period_grain, cell.scope_type, cell.scope_id, cell.construct
        )
        found.setdefault(key, []).append(cell)
    return found


def events(cohorts: Sequence[Cohort]) -> list[trend.Event]:
    """When training and coaching happened: from the first cohort to the last."""
    found = []
    for label, days in (
        ("training", [d for c in cohorts for d in (c.trained_on, c.last_trained_on) if d]),
        ("coaching", [c.coached_on for c in cohorts if c.coached_on]),
    ):
        if days:
            found.append(trend.Event(label, min(days), max(days)))
    return found


def point(cell: Cell) -> trend.Point:
    """A cell as a point of a chart; its reason when there is nothing to draw."""
    label = numbers.period(cell.period_start, cell.period_grain)
    if cell.estimate is None:
        return trend.Point(
            cell.period_start, label, why=why_absent(cell), is_withheld=cell.is_suppressed
        )
    return trend.Point(
        cell.period_start,
        label,
        cell.estimate,
        cell.lower,
        cell.upper,
        starts_anew=bool(cell.is_break),
    )


def shown_from(history: Sequence[Cell], cohorts: Sequence[Cohort]) -> list[Cell]:
    """The series without the empty periods before both its first evidence and training."""
    trained = min((c.trained_on for c in cohorts if c.trained_on), default=date.max)
    for index, cell in enumerate(history):
        is_blank = cell.estimate is None and not cell.is_suppressed
        if not is_blank or cell.period_end >= trained:
            return list(history[index:])
    return [history[-1]]


def card(indicator: Indicator, history: Sequence[Cell], cohorts: Sequence[Cohort]) -> Card:
    """Build a card from a series whose last cell is the headline."""
    cell, history = history[-1], shown_from(history, cohorts)
    drawn = trend.draw(
        [point(c) for c in history],
        MONTHS_PER_PERIOD[cell.period_grain],
        target=cell.target_estimate,
        baseline=cell.baseline_estimate,
        events=events(cohorts),
        is_share=indicator.unit == numbers.SHARE,
    )
    return Card(indicator, cell, tuple(history), drawn)
