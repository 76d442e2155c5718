"""Table `leader_severity`: raw, shrunk and adjusted score of each leader, side by side."""

import numpy as np
import pandas as pd

from orchestration.statistics.inputs import Inputs
from orchestration.statistics.severity.scores import KEYS, Fit, fitted, obstacle

_COLUMNS = [
    *KEYS,
    "leader_id",
    "rating_count",
    "raw_mean",
    "shrunk_mean",
    "shrunk_error",
    "shrunk_reliability",
    "adjusted_mean",
    "adjusted_error",
    "adjusted_reliability",
    "shared_rating_share",
    "component",
    "is_identifiable",
    "adjustment_reason",
]
_APART = "outside_of_the_component"


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each leader, indicator, instrument, construct and quarter."""
    found = fitted(inputs)
    if found.keys.empty:
        return pd.DataFrame(columns=_COLUMNS)
    reasons = {name: obstacle(inputs, one) for name, one in found.strata.items()}
    rows = rated(found)
    rows["adjustment_reason"] = rows["stratum_id"].map(reasons).astype(object)
    apart = rows["adjustment_reason"].isna() & (rows["component"] > 1)
    rows.loc[apart, "adjustment_reason"] = _APART
    rows["is_identifiable"] = rows["adjustment_reason"].isna()
    adjusted = ["adjusted_mean", "adjusted_error", "adjusted_reliability"]
    rows.loc[~rows["is_identifiable"], adjusted] = np.nan
    return rows.merge(found.keys, on="stratum_id")[_COLUMNS]


def rated(found: Fit) -> pd.DataFrame:
    """The leaders with their errors of prediction and reliabilities.

    error = sqrt(PEV), score units; reliability = 1 - PEV / va, 0 to 1. Shrunk: variances of a
    one-way model, in which the severity of raters is part of the error. Where leaders do not
    differ beyond chance there is nothing to shrink to, and both are missing.
    """
    strata = pd.DataFrame(
        [
            {
                "stratum_id": name,
                "shrunk_between": one.plain.leader,
                "shrunk_within": one.plain.error,
                "adjusted_between": one.components.leader,
                "adjusted_within": one.components.error,
            }
            for name, one in found.strata.items()
        ]
    )
    rows = found.leaders.merge(strata, on="stratum_id")
    for kind in ("shrunk", "adjusted"):
        between = rows[f"{kind}_between"].where(rows[f"{kind}_between"] > 0)
        error_variance = rows[f"{kind}_within"] * rows[f"{kind}_inverse"]
        rows[f"{kind}_error"] = np.sqrt(error_variance).where(between.notna())
        rows[f"{kind}_reliability"] = 1 - error_variance / between
        rows[f"{kind}_mean"] = rows[f"{kind}_mean"].where(between.notna())
    return rows
