"""Table `severity_gaps`: how differently the same raters see leaders of two groups.

A sign of possible bias to look into, never subtracted from a score: the leaders may differ, or
the raters may see them differently, and ratings alone cannot tell. How few is too few to show is
decided by the mart.
"""

import numpy as np
import pandas as pd
from scipy.stats import t
from statsmodels.stats.multitest import multipletests

from orchestration.statistics.inputs import Inputs, relation
from orchestration.statistics.severity.scores import KEYS, ratings

ATTRIBUTES = ("gender", "ethnicity")
_LEVEL = 0.95
_COLUMNS = [
    *KEYS,
    "attribute",
    "group_name",
    "reference_group",
    "gap",
    "gap_error",
    "gap_lower",
    "gap_upper",
    "p_value",
    "p_adjusted",
    "family_size",
    "rater_count",
    "leader_count",
    "reference_leader_count",
    "gap_reason",
]
_FEWEST_RATERS = 2


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each group of leaders but the largest, with which it is compared."""
    rows = []
    for attribute in ATTRIBUTES:
        for key, rated in _grouped(inputs, attribute).groupby(KEYS):
            largest = reference(rated)
            for name in sorted(set(rated["group_name"]) - {largest}):
                pair = shared(rated[rated["group_name"].isin([name, largest])])
                named = {"attribute": attribute, "group_name": name, "reference_group": largest}
                rows.append({**dict(zip(KEYS, key, strict=True)), **named, **gap(pair, name)})
    return adjusted(pd.DataFrame(rows, columns=_COLUMNS))


def adjusted(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with Holm's (1979) adjusted p: a family is all gaps of an instrument's quarter."""
    families = [one for one in KEYS if one != "construct"]
    for _, family in rows[rows["p_value"].notna()].groupby(families):
        adjusted_p = multipletests(family["p_value"].astype(float), method="holm")[1]
        rows.loc[family.index, "p_adjusted"] = adjusted_p
        rows.loc[family.index, "family_size"] = len(family)
    return rows


def reference(rated: pd.DataFrame) -> str:
    """The group with most leaders, the first by name of several."""
    leaders = rated.groupby("group_name")["leader_id"].nunique()
    return str(leaders[leaders == leaders.max()].index.min())


def shared(rated: pd.DataFrame) -> pd.DataFrame:
    """The ratings of those raters who rated leaders of both groups."""
    groups = rated.groupby("rater_id")["group_name"].transform("nunique")
    return rated[groups == 2]


def gap(rated: pd.DataFrame, group: str) -> dict[str, object]:
    """Mean difference within raters, `group` less the other, with its 95% band; score units.

    rated: rater_id, leader_id, group_name, score, by raters of both groups. The least-squares
    estimate with a fixed effect for each rater: a rater with n and m leaders of the two groups
    weighs n m / (n + m). Its error allows for both raters and leaders being drawn from many
    (Cameron, Gelbach and Miller 2011, Journal of Business and Economic Statistics 29:238), with
    Student's quantile by the smaller number of the two.
    """
    leaders = rated.groupby(rated["group_name"] == group)["leader_id"].nunique()
    counts = {
        "rater_count": rated["rater_id"].nunique(),
        "leader_count": int(leaders.get(True, 0)),
        "reference_leader_count": int(leaders.get(False, 0)),
    }
    if counts["rater_count"] < _FEWEST_RATERS:
        return {**counts, "gap_reason": "too_few_raters"}
    inside = pd.DataFrame({"member": (rated["group_name"] == group).astype(float)})
    inside["score"] = rated["score"]
    inside -= inside.groupby(rated["rater_id"]).transform("mean")
    size = (inside["member"] ** 2).sum()
    found = (inside["member"] * inside["score"]).sum() / size
    parts = inside["member"] * (inside["score"] - found * inside["member"]) / size
    by_rater, by_leader = (
        (parts.groupby(rated[side]).sum() ** 2).sum() for side in ("rater_id", "leader_id")
    )
    fewer = min(counts["rater_count"], sum(leaders))
    variance = max(by_rater + by_leader - (parts**2).sum(), by_rater, by_leader)
    error = np.sqrt(variance * fewer / (fewer - 1))
    reach = t.ppf((1 + _LEVEL) / 2, fewer - 1) * error
    return {
        **counts,
        "gap": found,
        "gap_error": error,
        "gap_lower": found - reach,
        "gap_upper": found + reach,
        "p_value": 2 * t.sf(abs(found) / error, fewer - 1) if error > 0 else float(found == 0),
    }


def _grouped(inputs: Inputs, attribute: str) -> pd.DataFrame:
    """The ratings with the leader's group as it was when rated; leaders without one left out."""
    return inputs.frame(
        f"""
        select
            {", ".join(f"ratings.{key}" for key in KEYS)}, ratings.rater_id, ratings.leader_id,
            roster.{attribute} as group_name, avg(ratings.score) as score
        from ({ratings()}) as ratings
        inner join {relation("int_roster_dated")} as roster
            on ratings.leader_id = roster.employee_id
            and ratings.rated_on >= roster.valid_from and ratings.rated_on < roster.valid_to
        where roster.{attribute} is not null
        group by
            {", ".join(f"ratings.{key}" for key in KEYS)}, ratings.rater_id, ratings.leader_id,
            roster.{attribute}
        """
    )
