"""The reference rows a gate reads: thresholds and the indicator catalog, as given by the caller."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

_IDENTIFIER = re.compile(r"^[a-z][a-z0-9_]{0,62}$")
_CATALOG_COLUMNS = ("indicator_id", "panel", "indicator_kind", "feed")
_JUDGED_COLUMNS = (
    "indicator_id",
    "panel",
    "indicator_kind",
    "construct",
    "scope_type",
    "scope_id",
    "period_grain",
    "period_start",
    "estimate",
    "lower",
    "upper",
    "band_level",
    "rater_count",
    "response_count",
    "eligible_count",
    "answered_share",
    "confidence_score",
    "cell_state",
    "change_from_baseline",
    "change_year_over_year",
    "target_estimate",
    "status",
    "is_suppressed",
    "suppression_reason",
)


class ReferenceError(ValueError):
    """A reference row that a gate cannot use; names the row and what is wrong with it."""


@dataclass(frozen=True)
class Threshold:
    """A number with its reason."""

    value: float
    unit: str
    reason: str


@dataclass(frozen=True)
class Indicator:
    """One row of the catalog, as far as the gates need it."""

    indicator_id: str
    panel: str
    indicator_kind: str
    feed: str
    min_raters: int


class Thresholds:
    """Threshold rows by id; an indicator's own row wins over the row for `*`."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Raises `ReferenceError` when a threshold is given twice."""
        self._rows: dict[tuple[str, str], Threshold] = {}
        for row in rows:
            key = (row["threshold_id"], row["indicator_id"])
            if key in self._rows:
                raise ReferenceError(f"threshold {key} is given twice")
            self._rows[key] = Threshold(float(row["value"]), row["unit"], row["reason"])

    def get(self, threshold_id: str, indicator_id: str = "*") -> Threshold:
        """Raises `ReferenceError` when neither the indicator nor `*` has a row."""
        for key in ((threshold_id, indicator_id), (threshold_id, "*")):
            if key in self._rows:
                return self._rows[key]
        raise ReferenceError(f"no threshold {threshold_id} for {indicator_id}")

    def general(self) -> dict[str, float]:
        """The values of all rows for `*`, by threshold id."""
        return {name: row.value for (name, scope), row in self._rows.items() if scope == "*"}


@dataclass(frozen=True)
class Reference:
    """What the gates judge against."""

    thresholds: Thresholds
    indicators: tuple[Indicator, ...]

    @classmethod
    def from_rows(
        cls, thresholds: Iterable[Mapping[str, str]], indicators: Iterable[Mapping[str, str]]
    ) -> Self:
        """From CSV rows. Raises `ReferenceError` on an id that could not stand in SQL."""
        catalog = tuple(
            Indicator(
                **{column: _identifier(row[column]) for column in _CATALOG_COLUMNS},
                min_raters=int(row["min_raters"]),
            )
            for row in indicators
        )
        if not catalog:
            raise ReferenceError("the indicator catalog is empty")
        return cls(Thresholds(thresholds), catalog)

    def catalog_relation(self) -> str:
        """The catalog as a SQL relation, so that a rule needs no table to know what ought to be."""
        rows = ", ".join(
            f"('{one.indicator_id}', '{one.panel}', '{one.indicator_kind}', '{one.feed}', "
            f"{one.min_raters})"
            for one in self.indicators
        )
        columns = ", ".join((*_CATALOG_COLUMNS, "min_raters"))
        return f"(select * from (values {rows}) as listed ({columns}))"

    def cells_relation(self) -> str:
        """Every row of every panel, as a SQL relation of the columns that the gates judge."""
        panels = dict.fromkeys(one.panel for one in self.indicators)
        columns = ", ".join(_JUDGED_COLUMNS)
        return (
            "(" + " union all ".join(f"select {columns} from marts.fct_{p}" for p in panels) + ")"
        )


def _identifier(text: str) -> str:
    if not _IDENTIFIER.match(text):
        raise ReferenceError(f"{text!r} is not an identifier")
    return text
