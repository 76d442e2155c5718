"""The program as one block lives it: assignment, completion, coaching; and what it costs."""

import numpy as np
import pandas as pd

from seeds.sample.block import Block
from seeds.sample.parameters import Parameters
from seeds.sample.people import cohorts
from seeds.sample.timeline import (
    COACHING_FROM,
    HISTORY_START,
    office_seconds,
    to_dates,
    to_times,
    training_day,
)

PROGRAM_ID = "empathy_scenarios"
COACHING_EVERY_DAYS = 21
COSTS = (("license", 9000, 0), ("facilitator", 14000, 4), ("participant_time", 11000, 4))
COACHING_COST = 6000


def training_completions(block: Block) -> pd.DataFrame:
    """One row per assigned leader; some finish weeks after their cohort, some leave before it.

    All are assigned at once, four weeks before the first cohort begins.
    """
    rng = block.rng("training")
    trained = block.people[block.people["is_trained"]]
    count = len(trained)
    start = trained["trained_after"].map(training_day).to_numpy()
    is_late = rng.random(count) >= block.parameters.on_time_completion
    late = np.where(is_late, rng.integers(14, 60, count), rng.integers(0, 5, count))
    done_on = start + late
    done_at = pd.Series(to_times(done_on, office_seconds(rng, count)))
    is_open = (done_on > block.timeline.last_day) | (done_on >= trained["to_day"].to_numpy())
    assigned = to_times(np.full(count, training_day(0) - 28), np.full(count, 16 * 3600))
    return pd.DataFrame(
        {
            "learner_id": trained["leader_id"].to_numpy(),
            "program_id": PROGRAM_ID,
            "cohort_id": trained["cohort_id"].to_numpy(),
            "assigned_at": assigned,
            "completed_at": done_at.mask(is_open),
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


def program_costs(parameters: Parameters) -> pd.DataFrame:
    """What each cohort's program and coaching cost; the same whatever the number of leaders."""
    coached = int((COACHING_FROM - HISTORY_START).astype(int)) + 16
    coaching = (("coaching", COACHING_COST, coached),) if parameters.coached_share else ()
    rows = [
        (cohort_id, day, kind, amount)
        for cohort_id, months_after in cohorts(parameters)
        for kind, amount, day in (
            *((kind, amount, training_day(months_after) + after) for kind, amount, after in COSTS),
            *coaching,
        )
        if day <= parameters.timeline.last_day
    ]
    frame = pd.DataFrame(rows, columns=["cohort_id", "day", "kind", "amount"])
    frame["incurred_on"] = to_dates(frame["day"]).astype("datetime64[s]")
    frame = frame.assign(program_id=PROGRAM_ID, currency="USD")
    return frame[["program_id", "cohort_id", "incurred_on", "kind", "amount", "currency"]]
