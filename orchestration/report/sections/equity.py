"""Promotion equity: four fifths and the exact test side by side, intersections in words only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import duckdb

from orchestration.report import evidence, numbers, wording_of_analyses
from orchestration.report.reasons_of_analyses import EQUITY, why, why_in_passing
from orchestration.report.sections import periods
from orchestration.report.sections.texts import joined, tallied

TABLE = "fct_promotion_equity"
SHOWN = "not is_suppressed"


@dataclass(frozen=True)
class Row:
    """One group in one year."""

    construct: str
    period_grain: str
    period_start: date
    group_name: str
    people_count: int | None
    decision_count: int | None
    promotion_count: int | None
    promotion_rate: float | None
    rate_lower: float | None
    rate_upper: float | None
    reference_group: str | None
    impact_ratio: float | None
    rate_difference: float | None
    difference_lower: float | None
    difference_upper: float | None
    short_fall: float | None
    fisher_p_value: float | None
    adjusted_p_value: float | None
    stratified_odds_ratio: float | None
    stratified_lower: float | None
    stratified_upper: float | None
    homogeneity_p_value: float | None
    family_size: int | None
    result: str
    stratified_state: str
    homogeneity_reason: str | None
    test_reason: str
    is_suppressed: bool
    suppression_reason: str | None

    @property
    def words(self) -> wording_of_analyses.Words:
        """What both rules say, in words."""
        return wording_of_analyses.EQUITY_RESULTS[self.result]

    @property
    def stratified(self) -> str:
        """What the comparison within level and round says."""
        return wording_of_analyses.STRATIFIED[self.stratified_state]

    @property
    def why_without_counts(self) -> str:
        """Why there is no rate."""
        return why_in_passing(EQUITY, self.suppression_reason)

    @property
    def why_untested(self) -> str:
        """Why the numbers of the tests are not there; empty where they are."""
        if self.test_reason == "counts_protect_another_group":
            return "The numbers of the test would give away a withheld group."
        return "" if self.test_reason == "tested" else why(EQUITY, self.test_reason)

    @property
    def why_levels_not_compared(self) -> str:
        """Why there is no test that all levels are alike."""
        return why(EQUITY, self.homogeneity_reason)

    @property
    def rate_band(self) -> str:
        """Band of the rate."""
        if self.rate_lower is None:
            return ""
        return f"{numbers.percent(self.rate_lower)} to {numbers.percent(self.rate_upper)}"

    @property
    def difference_band(self) -> str:
        """Band of the difference of rates, in points."""
        if self.difference_lower is None or self.difference_upper is None:
            return ""
        low, high = (100 * x for x in (self.difference_lower, self.difference_upper))
        return f"{numbers.signed(low, 0)} to {numbers.signed(high, 0)} points"

    @property
    def odds_band(self) -> str:
        """Band of the ratio of odds within level and round."""
        if self.stratified_lower is None:
            return ""
        lower, upper = self.stratified_lower, self.stratified_upper
        return f"{numbers.plain(lower, 2)} to {numbers.plain(upper, 2)}"


class Attribute(NamedTuple):
    """The groups of one attribute; those that are withheld are counted and not named."""

    title: str
    rows: list[Row]
    withheld: str

    @property
    def has_numbers(self) -> bool:
        """Whether any of its groups may have a rate at all."""
        return any(row.promotion_rate is not None for row in self.rows)


class Section(NamedTuple):
    """One year."""

    period: str
    attributes: list[Attribute]
    results: list[str]

    @property
    def headline(self) -> str:
        """The section in one or two sentences."""
        if not self.results:
            return "No promotion decision is delivered, so that nothing can be said."
        labels = {code: words.label for code, words in wording_of_analyses.EQUITY_RESULTS.items()}
        tally = tallied((one for one in self.results if one != "reference"), labels)
        return f"{self.period}, by group: {tally}. Insufficient is no pass, nor is not flagged."


def section(connection: duckdb.DuckDBPyConnection, as_of: date) -> Section:
    """The last year that is over, or the running one where none is."""
    rows = periods.latest(evidence.read_as(connection, Row, TABLE, SHOWN), as_of)
    return Section(
        periods.named(rows, as_of),
        [
            _attribute(title, [row for row in rows if row.construct == construct])
            for construct, title in wording_of_analyses.EQUITY_ATTRIBUTES.items()
            if any(row.construct == construct for row in rows)
        ],
        ["insufficient" if row.is_suppressed else row.result for row in rows],
    )


def _attribute(title: str, rows: Sequence[Row]) -> Attribute:
    kept = Counter(row.suppression_reason for row in rows if row.is_suppressed)
    named = [
        f"{n} with {why_in_passing(EQUITY, code)}" for code, n in sorted(kept.items(), key=str)
    ]
    total = sum(kept.values())
    groups = "1 group is" if total == 1 else f"{total} groups are"
    withheld = f"{groups} withheld: {joined(named)}. Insufficient is no pass." if total else ""
    return Attribute(title, [row for row in rows if not row.is_suppressed], withheld)
