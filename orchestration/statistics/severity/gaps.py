"""Table `severity_gaps`: how differently the same raters see leaders of two groups.

A sign of possible bias to look into, never subtracted from a score: the leaders may differ, or
the raters may see them differently, and ratings alone cannot tell.
"""

import numpy as np
import pandas as pd
from scipy.stats import t

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
    "rater_count",
    "gap_reason",
]


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each group of leaders but the largest, with which it is compared."""
    least_raters = inputs.threshold("anonymity_min_raters")
    least_leaders = inputs.threshold("anonymity_min_people")
    rows = []
    for attribute in ATTRIBUTES:
        for key, rated in _grouped(inputs, attribute).groupby(KEYS):
            largest = reference(rated)
            for name in sorted(set(rated["group_name"]) - {largest}):
                pair = shared(rated[rated["group_name"].isin([name, largest])])
                reason = _obstacle(pair, [name, largest], least_raters, least_leaders)
                numbers = dict.fromkeys(_COLUMNS[-6:-1]) if reason else gap(pair, name)
                row = {**dict(zip(KEYS, key, strict=True)), "attribute": attribute, **numbers}
                row |= {"group_name": name, "reference_group": largest, "gap_reason": reason}
                rows.append(row)
    return pd.DataFrame(rows, columns=_COLUMNS)


def reference(rated: pd.DataFrame) -> str:
    """The group with most leaders, the first by name of several."""
    leaders = rated.groupby("group_name")["leader_id"].nunique()
    return str(leaders[leaders == leaders.max()].index.min())


def shared(rated: pd.DataFrame) -> pd.DataFrame:
    """The ratings of those raters who rated leaders of both groups."""
    groups = rated.groupby("rater_id")["group_name"].transform("nunique")
    return rated[groups == 2]


def gap(rated: pd.DataFrame, group: str) -> dict[str, float]:
    """Mean difference within raters, `group` less the other, with its 95% band; score units.

    rated: rater_id, leader_id, group_name, score, by raters of both groups. The least-squares
    estimate with a fixed effect for each rater: a rater with n and m leaders of the two groups
    weighs n m / (n + m). Its error allows for both raters and leaders being drawn from many
    (Cameron, Gelbach and Miller 2011, Journal of Business and Economic Statistics 29:238), with
    Student's quantile by the smaller number of the two.
    """
    by_rater = rated.groupby("rater_id")
    inside = rated.assign(member=(rated["group_name"] == group).astype(float))
    inside["member"] -= inside.groupby("rater_id")["member"].transform("mean")
    inside["score"] = rated["score"] - by_rater["score"].transform("mean")
    size = (inside["member"] ** 2).sum()
    found = (inside["member"] * inside["score"]).sum() / size
    inside["part"] = inside["member"] * (inside["score"] - found * inside["member"]) / size
    raters, leaders = (
        (inside.groupby(side)["part"].sum() ** 2).sum() for side in ("rater_id", "leader_id")
    )
    fewer = min(rated["rater_id"].nunique(), rated["leader_id"].nunique())
    variance = max(raters + leaders - (inside["part"] ** 2).sum(), raters, leaders)
    error = np.sqrt(variance * fewer / (fewer - 1))
    reach = t.ppf((1 + _LEVEL) / 2, fewer - 1) * error
    return {
        "gap": found,
        "gap_error": error,
        "gap_lower": found - reach,
        "gap_upper": found + reach,
        "rater_count": by_rater.ngroups,
    }


def _obstacle(
    pair: pd.DataFrame, groups: list[str], least_raters: float, least_leaders: float
) -> str | None:
    """Why no gap is computed, or None."""
    if pair["rater_id"].nunique() < least_raters:
        return "too_few_raters"
    leaders = pair.groupby("group_name")["leader_id"].nunique()
    if any(leaders[group] < least_leaders for group in groups):
        return "too_few_leaders"
    return None


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
