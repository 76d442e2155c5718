"""What HR records of one block besides the roster: exits, promotion rounds, cases."""

import numpy as np
import pandas as pd

from seeds.sample.block import Block
from seeds.sample.effects import MONTHS_PER_YEAR
from seeds.sample.people import employee_id
from seeds.sample.staff import LEVELS
from seeds.sample.timeline import OPEN_END, office_seconds, to_dates, to_times

PROMOTION_MIN_DAYS = 180
INELIGIBLE_SHARE = 0.08
CATEGORIES = ("conduct", "harassment", "discrimination", "workplace_civility", "retaliation")
SEVERITIES, SEVERITY_SHARES = ("low", "medium", "high"), (0.5, 0.35, 0.15)
SUBSTANTIATED_SHARE = 0.4
NO_RESPONDENT_SHARE = 0.1


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
        leader, t = (
            np.repeat(axis, counts.ravel()) for axis in np.indices(counts.shape).reshape(2, -1)
        )
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
