"""The instruments, items and behaviors of `seeds/reference`, as the generator reads them."""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from orchestration.locations import REFERENCE_SEEDS


@dataclass(frozen=True)
class Reference:
    """items and behaviors: the seed files, one row per item or behavior, in file order."""

    instruments: pd.DataFrame
    items: pd.DataFrame
    behaviors: pd.DataFrame
    indicators: pd.DataFrame
    thresholds: pd.DataFrame

    def items_of(self, instrument_id: str) -> pd.DataFrame:
        """Items of the newest version of an instrument."""
        items = self.items[self.items["instrument_id"] == instrument_id]
        newest = items["instrument_version"].max()
        return items[items["instrument_version"] == newest].reset_index(drop=True)

    def threshold(self, threshold_id: str) -> float:
        """The value that holds for all indicators."""
        rows = self.thresholds
        found = rows[(rows["threshold_id"] == threshold_id) & (rows["indicator_id"] == "*")]
        return float(found["value"].iloc[0])

    @property
    def role_families(self) -> list[str]:
        """Role families in the order in which behaviors name them."""
        return list(dict.fromkeys(self.behaviors["role_family"]))


@cache
def load_reference() -> Reference:
    """Read the seeds once."""
    return Reference(
        *(
            pd.read_csv(REFERENCE_SEEDS / f"{name}.csv")
            for name in ("instruments", "instrument_items", "behaviors", "indicators", "thresholds")
        )
    )
