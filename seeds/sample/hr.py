"""What the HR system holds of one block: roster, exits, promotion rounds, cases."""

import numpy as np
import pandas as pd

from seeds.sample.block import Block
from seeds.sample.effects import MONTHS_PER_YEAR
from seeds.sample.people import employee_id
from seeds.sample.staff import LEVELS
from seeds.sample.timeline import OPEN_END, office_seconds, to_dates, to_times

SNAPSHOTS_ON = (0, 366)
"""Days of the full snapshots: 2024-01-01 and 2025-01-01; all else arrives as changes."""
PROMOTION_MIN_DAYS = 180
INELIGIBLE_SHARE = 0.08
CATEGORIES = ("conduct", "harassment", "discrimination", "workplace_civility", "retaliation")
SEVERITIES, SEVERITY_SHARES = ("low", "medium", "high"), (0.5, 0.35, 0.15)
SUBSTANTIATED_SHARE = 0.4
NO_RESPONDENT_SHARE = 0.1
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
    year = np.where(changes["from_day"] < SNAPSHOTS_ON[1], "changes_2024", "changes_2025")
    parts.append(changes.assign(effective_day=changes["from_day"], delivery=year))
    rows = pd.concat([part for part in parts if len(part)], ignore_index=True)
    rows["effective_on"] = to_dates(rows["effective_day"]).astype("datetime64[s]")
    return rows.sort_values(["effective_day", "employee_id"])[[*ROSTER, "delivery"]]


def separations(block: Block) -> pd.DataFrame:
    """Exits of staff and of leaders; a leader's exit is a retirement, so not voluntary."""
    exits = block.staff.exits
    staff = pd.DataFrame(
        {
            "employee_id": employee_id(
                block.staff.people["number"].to_numpy()[exits["person"].to_numpy()]
            ),
            "day": exits["day"],
            "is_voluntary": exits["is_voluntary"].astype(bool),
            "is_regretted": exits["is_regretted"].astype(bool),
        }
    )
    gone = block.people[block.people["to_day"] < OPEN_END]
    leaders = pd.DataFrame({"employee_id": gone["leader_id"], "day": gone["to_day"]})
    leaders = leaders.assign(is_voluntary=False, is_regretted=False)
    rows = pd.concat([staff, leaders], ignore_index=True)
    rows["separated_on"] = to_dates(rows["day"]).astype("datetime64[s]")
    rows = rows.sort_values(["day", "employee_id"])
    return rows[["employee_id", "separated_on", "is_voluntary", "is_regretted"]]


def promotion_decisions(block: Block) -> pd.DataFrame:
    """Every round's pool. `chance` and the extra columns stay inside the generator."""
    p = block.parameters
    rng = block.rng("promotions")
    people = block.staff.people.set_index("number")
    factors = dict(p.promotion_factors)
    evening = block.effects.promotion_evening()
    place = people["job_level"].map(LEVELS.index)
    parts = []
    for t in block.timeline.promotion_rounds:
        day = int(block.timeline.month_days[t + 1]) - 1
        pool = block.reports_on(day)
        pool = pool[~pool["is_leader"]]
        drawn = people.loc[pool["number"]]
        tenure = to_dates(day) - drawn["hired_on"].to_numpy().astype("datetime64[D]")
        senior = place.loc[pool["number"]].to_numpy() == len(LEVELS) - 1
        keep = (tenure.astype(int) >= PROMOTION_MIN_DAYS) & ~senior
        pool, drawn = pool[keep], drawn[keep]
        gap = drawn["gender"].map(factors).fillna(1).astype(float)
        gap = gap * drawn["ethnicity"].map(factors).fillna(1).astype(float)
        chance = p.promotion_rate * (gap + (1 - gap) * evening[t]).to_numpy()
        eligible = rng.random(len(pool)) >= INELIGIBLE_SHARE
        promoted = eligible & (rng.random(len(pool)) < chance)
        leader = block.people.iloc[pool["leader"].to_numpy()]
        parts.append(
            pd.DataFrame(
                {
                    "employee_id": employee_id(pool["number"]),
                    "decided_on": np.datetime64(to_dates(day), "s"),
                    "is_eligible": eligible,
                    "is_promoted": promoted,
                    "job_level_from": np.array(LEVELS, object)[place.loc[pool["number"]]],
                    "decided_by": leader["leader_id"].to_numpy(),
                    "number": pool["number"].to_numpy(),
                    "day": day,
                    "t": t,
                    "chance": chance,
                    "unit": leader["unit"].to_numpy(),
                    "gender": drawn["gender"].to_numpy(),
                    "ethnicity": drawn["ethnicity"].to_numpy(),
                }
            )
        )
        place = place.add(pd.Series(1, pool["number"][promoted]), fill_value=0).astype(int)
    return pd.concat(parts, ignore_index=True)


def hr_cases(block: Block) -> pd.DataFrame:
    """Incidents and escalations: Poisson counts per leader-month over the person-months worked."""
    rng, p = block.rng("cases"), block.parameters
    years = block.exposure() / MONTHS_PER_YEAR
    medians = block.effects.resolution_median()
    parts = []
    for is_escalation, rate in (
        (False, block.effects.incident_rate()),
        (True, block.effects.escalation_rate()),
    ):
        counts = rng.poisson(rate / 100 * years)
        leader, t = (np.repeat(axis, counts.ravel()) for axis in np.indices(counts.shape).reshape(2, -1))
        parts.append(pd.DataFrame({"leader": leader, "t": t, "is_escalation": is_escalation}))
    rows = pd.concat(parts, ignore_index=True).sort_values(["t", "leader"], ignore_index=True)
    leader, t = rows["leader"].to_numpy(), rows["t"].to_numpy()
    people, months = block.people, block.timeline.month_days
    low = np.maximum(months[t], people["from_day"].to_numpy()[leader])
    high = np.minimum(months[t + 1], people["to_day"].to_numpy()[leader])
    day = low + np.floor(rng.random(len(rows)) * (high - low)).astype(int)
    took = np.exp(rng.normal(np.log(medians[t]), p.resolution_log_spread))
    closed = day + np.maximum(1, np.round(took)).astype(int)
    is_open = closed > block.timeline.last_day
    closed_at = to_times(closed, office_seconds(rng, len(rows)))
    substantiated = pd.Series(rng.random(len(rows)) < SUBSTANTIATED_SHARE, dtype="boolean")
    anonymous = rng.random(len(rows)) < NO_RESPONDENT_SHARE
    return pd.DataFrame(
        {
            "case_id": [f"HRC{block.index:04d}{n:06d}" for n in range(len(rows))],
            "opened_at": to_times(day, office_seconds(rng, len(rows))),
            "closed_at": pd.Series(closed_at).mask(is_open),
            "category": rng.choice(CATEGORIES, len(rows)),
            "severity": rng.choice(SEVERITIES, len(rows), p=SEVERITY_SHARES),
            "is_substantiated": substantiated.mask(is_open),
            "is_escalation": rows["is_escalation"],
            "respondent_leader_id": people["leader_id"].iloc[leader].mask(anonymous).to_numpy(),
            "org_unit_id": people["org_unit_id"].to_numpy()[leader],
        }
    )
