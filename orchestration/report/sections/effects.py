"""The effect of training, against leaders not yet trained; where nobody waited, there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from orchestration.report import evidence, numbers
from orchestration.report.reasons_of_analyses import EFFECT, why
from orchestration.report.records import Indicator
from orchestration.report.sections.texts import counted, named

TABLE = "fct_training_effect"
SHOWN = "status = 'estimated'"


@dataclass(frozen=True)
class Row:
    """One indicator of one cohort."""

    cohort_id: str
    indicator_id: str
    effect_estimate: float | None
    effect_lower: float | None
    effect_upper: float | None
    largest_mean_difference: float | None
    has_parallel_trend: bool | None
    is_randomized: bool | None
    compared_leader_count: int | None
    comparison_leader_count: int | None
    periods_followed: int | None
    status: str
    status_reason: str
    wording: str

    @property
    def before(self) -> str:
        """How alike both were before training, as far as that is known."""
        trend = {
            None: "no common trend could be tested",
            True: "a common trend is not rejected",
            False: "they did not move alike",
        }[self.has_parallel_trend]
        apart = numbers.plain(self.largest_mean_difference, 2)
        return f"{trend}; at most {apart} standard deviations apart"


class Untold(NamedTuple):
    """Cohorts of which the same indicators cannot be told, for the same reason."""

    cohorts: str
    indicators: list[str]
    reason: str


class Section(NamedTuple):
    """Effects that could be estimated, each with its indicator, and the rest by reason."""

    rows: list[tuple[Indicator, Row]]
    untold: list[Untold]
    total: int

    @property
    def headline(self) -> str:
        """The section in one or two sentences."""
        if not self.total:
            return "No cohort is trained, so that no effect can be told."
        if not self.rows:
            return f"No effect of training can be told. {self.untold[0].reason}"
        return f"{len(self.rows)} of {counted(self.total, 'effect')} could be estimated."

    @staticmethod
    def scale(indicator: Indicator, row: Row) -> numbers.Scale:
        """Precision of an effect, from its own band."""
        return numbers.Scale(indicator.unit, indicator.decimals, row.effect_lower, row.effect_upper)


def section(connection: duckdb.DuckDBPyConnection, indicators: Mapping[str, Indicator]) -> Section:
    """Read it, indicators in the order of the catalog."""
    rows = evidence.read_as(connection, Row, TABLE, SHOWN)
    order = list(indicators)
    rows.sort(key=lambda row: (row.cohort_id, order.index(row.indicator_id)))
    told = [row for row in rows if row.effect_estimate is not None]
    return Section(
        [(indicators[row.indicator_id], row) for row in told],
        _untold([row for row in rows if row.effect_estimate is None], indicators),
        len(rows),
    )


def _untold(rows: list[Row], indicators: Mapping[str, Indicator]) -> list[Untold]:
    by_cohort: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        names = by_cohort.setdefault((row.cohort_id, row.status_reason), [])
        names.append(indicators[row.indicator_id].indicator_name)
    alike: dict[tuple[str, ...], list[str]] = {}
    for (cohort_id, code), names in by_cohort.items():
        alike.setdefault((code, *names), []).append(cohort_id)
    found = [
        Untold(named(cohorts), names, why(EFFECT, code))
        for (code, *names), cohorts in alike.items()
    ]
    return sorted(found, key=lambda one: -len(one.indicators))
