"""What a statistic is computed from: models of the build, thresholds in force, the date."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import duckdb
import pandas as pd

_Found = TypeVar("_Found")
_DECIMALS = 10
_SCHEMAS = {"int": "intermediate", "stg": "staging"}


class NoThresholdError(LookupError):
    """A threshold that no row of `thresholds.csv` gives."""


def relation(model: str) -> str:
    """Qualified name of a model's or a seed's table, such as `intermediate.int_roster_dated`."""
    return f"{_SCHEMAS.get(model.split('_')[0], 'reference')}.{model}"


@dataclass(frozen=True)
class Inputs:
    """The build, as it stands after the intake gate, seen from `as_of`."""

    connection: duckdb.DuckDBPyConnection
    as_of: date
    kept: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, find: Callable[[], _Found]) -> _Found:
        """What several tables need, found the first time that one of them asks for it."""
        if name not in self.kept:
            self.kept[name] = find()
        return self.kept[name]

    def frame(self, query: str) -> pd.DataFrame:
        """The rows of a query, in the order of all its columns: never in that of threads.

        Numbers come to ten decimals: threads add in any order, which shows in the last digits, and
        a change of zero must be zero whoever added it up.
        """
        found = self.connection.execute(f"select * from ({query}) order by all").df()
        return found.round(dict.fromkeys(found.select_dtypes("float").columns, _DECIMALS))

    def threshold(self, threshold_id: str, indicator_id: str = "*") -> float:
        """The indicator's own value where it has one, else the one for all.

        Raises `NoThresholdError`.
        """
        rows = self.connection.execute(
            f"select indicator_id, value from {relation('thresholds')} where threshold_id = $1",
            [threshold_id],
        ).fetchall()
        values = dict(rows)
        if indicator_id not in values and "*" not in values:
            raise NoThresholdError(f"no threshold {threshold_id} for {indicator_id}")
        return float(values.get(indicator_id, values.get("*")))
