"""What teams record of one block: goals, one-on-ones, weekly mood."""

import numpy as np
import pandas as pd

from seeds.sample.block import Block
from seeds.sample.people import employee_id
from seeds.sample.timeline import to_dates, to_times

GOALS_SET = (4, 9)
ONE_ON_ONE_DAYS = (6, 20)
SIGNAL = "checkin_mood"
SIGNAL_SPREAD = 0.8
SIGNAL_DROP_FROM = np.datetime64("2025-10-06")
SIGNAL_DROPS_EVERY, SIGNAL_DROPS_AT = 20, 7
DAYS_PER_WEEK = 7


def team_goals(block: Block) -> pd.DataFrame:
    """Goals set and met per leader and quarter."""
    rng, share = block.rng("goals"), block.effects.goal_share()
    parts = []
    for t in range(0, block.timeline.count - 2, 3):
        rows = block.leaders_on(int(block.timeline.month_days[t]))
        goals = rng.integers(*GOALS_SET, len(rows))
        people = block.people.iloc[rows]
        parts.append(
            pd.DataFrame(
                {
                    "org_unit_id": people["org_unit_id"].to_numpy(),
                    "leader_id": people["leader_id"].to_numpy(),
                    "period_start": block.timeline.month_starts[t].astype("datetime64[s]"),
                    "goals_set": goals,
                    "goals_met": rng.binomial(goals, share[rows, t]),
                    "leader": rows,
                    "t": t,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def one_on_ones(block: Block, t: int) -> pd.DataFrame:
    """Two planned meetings of each reporting pair in month `t`, held or cancelled."""
    rng, share = block.rng(f"meetings {t}"), block.effects.meeting_share()
    parts = []
    for offset in ONE_ON_ONE_DAYS:
        day = int(block.timeline.month_days[t]) + offset
        pairs = block.reports_on(day)
        leader = pairs["leader"].to_numpy()
        held = rng.random(len(pairs)) < share[leader, t]
        ids = block.people["leader_id"].to_numpy()[leader]
        frame = {"leader_id": ids, "employee_id": employee_id(pairs["number"])}
        on = np.datetime64(to_dates(day), "s")
        parts.append(pd.DataFrame({**frame, "held_on": on, "is_held": held, "leader": leader}))
    return pd.concat(parts, ignore_index=True)


def drops_in_mood(block: Block) -> np.ndarray:
    """Rows of the leaders whose team's mood falls from `SIGNAL_DROP_FROM`."""
    dropped = block.people["post"] % SIGNAL_DROPS_EVERY == SIGNAL_DROPS_AT
    return np.flatnonzero(dropped & (block.parameters.scenario != "null"))


def engagement_signals(block: Block) -> pd.DataFrame:
    """One reading per team and week: the mean of those who checked in."""
    rng, p = block.rng("signals"), block.parameters
    starts = block.timeline.month_days
    level = (
        p.engagement_level + (block.effects.survey_levels("safety")["safety"] - p.safety_level) / 2
    )
    parts = []
    for day in range(int(starts[block.timeline.monthly[0]]) + 3, int(starts[-1]), DAYS_PER_WEEK):
        t = int(np.searchsorted(starts, day, side="right")) - 1
        rows = block.leaders_on(day)
        people = np.bincount(block.reports_on(day)["leader"], minlength=len(block.people))[rows]
        rows, people = rows[people > 0], people[people > 0]
        fallen = np.isin(rows, drops_in_mood(block)) & (to_dates(day) >= SIGNAL_DROP_FROM)
        noise = rng.uniform(-1, 1, len(rows)) * SIGNAL_SPREAD / np.sqrt(people)
        value = level[rows, t] - p.engagement_drop * fallen + noise
        frame = block.people.iloc[rows]
        parts.append(
            pd.DataFrame(
                {
                    "signal_id": [f"S{day:05d}{row + block.index * 1000:07d}" for row in rows],
                    "org_unit_id": frame["org_unit_id"].to_numpy(),
                    "leader_id": frame["leader_id"].to_numpy(),
                    "signal": SIGNAL,
                    "value": np.round(value, 3),
                    "n_people": people,
                    "observed_at": to_times(np.full(len(rows), day), np.full(len(rows), 18 * 3600)),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
