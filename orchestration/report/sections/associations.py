"""Which earlier score goes with which later outcome of the team: associations, never causes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from orchestration.report import evidence, numbers, wording_of_analyses
from orchestration.report.reasons_of_analyses import ASSOCIATION, MATCHED, why
from orchestration.report.records import Indicator
from orchestration.report.sections.texts import counted

TABLE = "fct_outcome_associations"
SHOWN = "status = 'estimated'"
BEYOND_CHANCE = "associated with"


@dataclass(frozen=True)
class Row:
    """One score and one outcome."""

    predictor_id: str
    outcome_name: str
    effect_measure: str | None
    association_estimate: float | None
    association_lower: float | None
    association_upper: float | None
    predictor_step: float | None
    e_value: float | None
    e_value_of_limit: float | None
    p_adjusted: float | None
    leader_count: int | None
    event_count: int | None
    family_size: int | None
    matched_estimate: float | None
    matched_lower: float | None
    matched_upper: float | None
    matched_status: str
    matched_status_reason: str
    status: str
    status_reason: str
    wording: str

    @property
    def measure(self) -> str:
        """What the ratio is of."""
        return wording_of_analyses.EFFECT_MEASURES.get(self.effect_measure or "", "")

    @property
    def is_matched(self) -> bool:
        """Whether matched leaders could be compared."""
        return self.matched_status == "estimated" and self.matched_estimate is not None

    @property
    def why_unmatched(self) -> str:
        """Why they could not."""
        return why(MATCHED, self.matched_status_reason)

    @staticmethod
    def band(lower: float | None, upper: float | None) -> str:
        """The band of a ratio."""
        return f"{numbers.plain(lower, 2)} to {numbers.plain(upper, 2)}"


class Score(NamedTuple):
    """The outcomes that one score was held against; `untold` by reason."""

    indicator: Indicator
    rows: list[Row]
    untold: dict[str, list[str]]

    @property
    def step(self) -> str:
        """One standard deviation of the score, which is what a ratio is for."""
        scale = numbers.Scale(self.indicator.unit, self.indicator.decimals)
        steps = [row.predictor_step for row in self.rows if row.predictor_step is not None]
        return scale.change(max(steps, default=None)).removeprefix("+")

    @property
    def unmatched(self) -> list[str]:
        """Why matched leaders could not be compared, each reason once."""
        return sorted({row.why_unmatched for row in self.rows if not row.is_matched})


class Section(NamedTuple):
    """One part for each score."""

    scores: list[Score]

    @property
    def headline(self) -> str:
        """The section in one sentence."""
        rows = [row for score in self.scores for row in score.rows]
        if not rows:
            return "No association can be told: no score goes before an outcome."
        found = sum(BEYOND_CHANCE in row.wording for row in rows)
        if not found:
            return f"No score is associated with an outcome beyond chance ({_pairs(rows)})."
        return f"Associated beyond chance: {found} of {_pairs(rows)}."


def section(connection: duckdb.DuckDBPyConnection, indicators: Mapping[str, Indicator]) -> Section:
    """Read it, scores in the order of the catalog."""
    rows = evidence.read_as(connection, Row, TABLE, SHOWN)
    found = []
    for indicator_id, indicator in indicators.items():
        own = [row for row in rows if row.predictor_id == indicator_id]
        untold: dict[str, list[str]] = {}
        for row in own:
            if row.association_estimate is None:
                reason = why(ASSOCIATION, row.status_reason)
                untold.setdefault(reason, []).append(row.outcome_name)
        told = [row for row in own if row.association_estimate is not None]
        if own:
            found.append(Score(indicator, told, untold))
    return Section(found)


def _pairs(rows: list[Row]) -> str:
    return counted(len(rows), "pair") + " looked at"
