"""The HR system's roster of one block: two full snapshots, and the changes between and after."""

import numpy as np
import pandas as pd

from seeds.sample.block import Block
from seeds.sample.people import employee_id
from seeds.sample.staff import LEVELS
from seeds.sample.timeline import OPEN_END, to_dates

SNAPSHOTS_ON = (0, 366)
"""Days of the full snapshots: 2024-01-01 and 2025-01-01; all else arrives as changes."""
ROSTER = (
    "employee_id",
    "effective_on",
    "manager_id",
    "org_unit_id",
    "business_unit",
    "role_family",
    "job_level",
    "country",
    "gender",
    "ethnicity",
    "hired_on",
    "is_people_leader",
)


def _staff_states(block: Block, promotions: pd.DataFrame) -> pd.DataFrame:
    """One row per person and stretch of time without a change of manager, team or level."""
    spells = block.reports[~block.reports["is_leader"]]
    people = block.staff.people.set_index("number")
    raised = promotions[promotions["is_promoted"]]
    effective = pd.DataFrame({"number": raised["number"], "from_day": raised["day"] + 1})
    cut = effective.merge(spells.rename(columns={"from_day": "start"}), on="number")
    cut = cut[(cut["start"] < cut["from_day"]) & (cut["from_day"] < cut["to_day"])]
    states = pd.concat([spells, cut.drop(columns="start")], ignore_index=True)
    states = states.sort_values(["number", "from_day"], ignore_index=True)
    until = states.groupby("number")["from_day"].shift(-1).fillna(OPEN_END).astype(int)
    states["to_day"] = np.minimum(states["to_day"], until)
    steps = effective.merge(states[["number", "from_day"]], on="number", suffixes=("_up", ""))
    steps = steps[steps["from_day_up"] <= steps["from_day"]]
    ups = steps.groupby(["number", "from_day"]).size().rename("ups")
    states = states.join(ups, on=["number", "from_day"])
    place = people["job_level"].map(LEVELS.index).loc[states["number"]].to_numpy()
    place = np.minimum(place + states["ups"].fillna(0).to_numpy().astype(int), len(LEVELS) - 1)
    drawn = people.loc[states["number"]].reset_index()
    leader = block.people.iloc[states["leader"].to_numpy()]
    return pd.DataFrame(
        {
            "employee_id": employee_id(states["number"]),
            "from_day": states["from_day"].to_numpy(),
            "to_day": states["to_day"].to_numpy(),
            "manager_id": leader["leader_id"].to_numpy(),
            "org_unit_id": leader["org_unit_id"].to_numpy(),
            "business_unit": leader["unit"].to_numpy(),
            "role_family": leader["role_family"].to_numpy(),
            "job_level": np.array(LEVELS, dtype=object)[place],
            "country": drawn["country"].to_numpy(),
            "gender": drawn["gender"].to_numpy(),
            "ethnicity": drawn["ethnicity"].to_numpy(),
            "hired_on": drawn["hired_on"].to_numpy(),
            "is_people_leader": False,
        }
    )


def _leader_states(block: Block) -> pd.DataFrame:
    """The same for the leaders of the block's posts, split when their own manager changes."""
    everyone = block.everyone.people
    above = everyone[["post", "leader_id", "from_day", "to_day"]]
    above = above.rename(columns={"post": "manager_post", "leader_id": "manager_id"})
    held = block.people.rename(columns={"unit": "business_unit", "leader_id": "employee_id"})
    joined = held.merge(above, on="manager_post", how="left", suffixes=("", "_above"))
    joined["manager_id"] = joined["manager_id"].where(joined["manager_id"].notna(), None)
    starts = joined["from_day_above"].fillna(0).astype(int)
    ends = joined["to_day_above"].fillna(OPEN_END).astype(int)
    joined["from_day"] = np.maximum(joined["from_day"], starts)
    joined["to_day"] = np.minimum(joined["to_day"], ends)
    joined = joined[joined["from_day"] < joined["to_day"]].assign(is_people_leader=True)
    return joined[[*(c for c in ROSTER if c != "effective_on"), "from_day", "to_day"]]


def roster(block: Block, promotions: pd.DataFrame) -> pd.DataFrame:
    """Two full snapshots and every change between and after them; `delivery` names the export."""
    states = pd.concat([_leader_states(block), _staff_states(block, promotions)], ignore_index=True)
    parts = []
    for day in SNAPSHOTS_ON:
        standing = states[(states["from_day"] <= day) & (day < states["to_day"])]
        year = 2024 if day == 0 else 2025
        parts.append(standing.assign(effective_day=day, delivery=f"snapshot_{year}"))
    changes = states[(states["from_day"] > 0) & (states["from_day"] <= block.timeline.last_day)]
    years = to_dates(changes["from_day"].to_numpy()).astype("datetime64[Y]").astype(str)
    named = np.char.add("changes_", years)
    parts.append(changes.assign(effective_day=changes["from_day"], delivery=named))
    rows = pd.concat([part for part in parts if len(part)], ignore_index=True)
    rows["effective_on"] = to_dates(rows["effective_day"]).astype("datetime64[s]")
    return rows.sort_values(["effective_day", "employee_id"])[[*ROSTER, "delivery"]]
