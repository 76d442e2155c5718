"""The program as one block lives it: assignment, completion, coaching; and what it costs."""

import numpy as np
import pandas as pd

from seeds.sample.block import Block
from seeds.sample.people import UNITS, cohort_of
from seeds.sample.timeline import (
    COACHING_FROM,
    HISTORY_START,
    TRAINING_ON,
    office_seconds,
    to_dates,
    to_times,
)

PROGRAM_ID = "empathy_scenarios"
COACHING_EVERY_DAYS = 21
COSTS = (("license", 9000, 0), ("facilitator", 14000, 4), ("participant_time", 11000, 4))
COACHING_COST = 6000


def training_completions(block: Block) -> pd.DataFrame:
    """One row per assigned leader; some finish weeks after their cohort."""
    rng = block.rng("training")
    trained = block.people[block.people["is_trained"]]
    count = len(trained)
    start = int((TRAINING_ON - HISTORY_START).astype(int))
    is_late = rng.random(count) >= block.parameters.on_time_completion
    late = np.where(is_late, rng.integers(14, 60, count), rng.integers(0, 5, count))
    done_at = pd.Series(to_times(start + late, office_seconds(rng, count)))
    assigned = to_times(np.full(count, start - 28), np.full(count, 16 * 3600))
    return pd.DataFrame(
        {
            "learner_id": trained["leader_id"].to_numpy(),
            "program_id": PROGRAM_ID,
            "cohort_id": trained["unit"].map(cohort_of).to_numpy(),
            "assigned_at": assigned,
            "completed_at": done_at.mask(start + late > block.timeline.last_day),
            "score": rng.integers(70, 101, count),
        }
    )


def coaching_sessions(block: Block) -> pd.DataFrame:
    """Targeted coaching of the chosen leaders, every three weeks from mid-April 2025."""
    rng = block.rng("coaching")
    start = int((COACHING_FROM - HISTORY_START).astype(int))
    people = block.people[block.people["is_coached"]]
    parts = []
    for turn, day in enumerate(range(start, block.timeline.last_day - 5, COACHING_EVERY_DAYS)):
        held = day + rng.integers(0, 5, len(people))
        there = held < people["to_day"].to_numpy()
        on = to_dates(held[there]).astype("datetime64[s]")
        frame = pd.DataFrame({"leader_id": people["leader_id"].to_numpy()[there], "held_on": on})
        parts.append(frame.assign(kind="targeted" if turn == 0 else "follow_up"))
    columns = ["leader_id", "held_on", "kind"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def program_costs(timeline_last_day: int) -> pd.DataFrame:
    """What each cohort's program and coaching cost; the same whatever the number of leaders."""
    start = int((TRAINING_ON - HISTORY_START).astype(int))
    coached = int((COACHING_FROM - HISTORY_START).astype(int)) + 16
    rows = [
        (cohort_of(unit), day, kind, amount)
        for unit in UNITS
        for kind, amount, day in (
            *((kind, amount, start + after) for kind, amount, after in COSTS),
            ("coaching", COACHING_COST, coached),
        )
        if day <= timeline_last_day
    ]
    frame = pd.DataFrame(rows, columns=["cohort_id", "day", "kind", "amount"])
    frame["incurred_on"] = to_dates(frame["day"]).astype("datetime64[s]")
    frame = frame.assign(program_id=PROGRAM_ID, currency="USD")
    return frame[["program_id", "cohort_id", "incurred_on", "kind", "amount", "currency"]]
