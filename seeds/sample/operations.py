"""What teams and the learning department record of one block, and what observers see."""

import numpy as np
import pandas as pd

from seeds.sample.block import Block, uniform_of
from seeds.sample.people import UNITS, cohort_of, employee_id
from seeds.sample.reference import load_reference
from seeds.sample.timeline import (
    COACHING_FROM,
    HISTORY_START,
    TRAINING_ON,
    office_seconds,
    to_dates,
    to_times,
)

PROGRAM_ID = "empathy_scenarios"
GOALS_SET = (4, 9)
ONE_ON_ONE_DAYS = (6, 20)
SITUATIONS = ("one_on_one", "team_meeting", "customer_call", "shift_handover")
OBSERVERS_PER_LEADER = 3
COACHING_EVERY_DAYS = 21
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


def training_completions(block: Block) -> pd.DataFrame:
    """One row per assigned leader; those who did not finish have no completion."""
    rng = block.rng("training")
    trained = block.people[block.people["is_trained"]]
    count = len(trained)
    start = int((TRAINING_ON - HISTORY_START).astype(int))
    missed = rng.random(count) >= block.parameters.completion
    late = np.where(missed, rng.integers(14, 60, count), rng.integers(0, 5, count))
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


def _severity(block: Block) -> np.ndarray:
    """How much more often each observer marks a behavior as seen; zero on average."""
    drawn = uniform_of(block.staff.people["number"].to_numpy()[block.staff.observers], block.seed)
    drawn = drawn - drawn.mean()
    largest = np.abs(drawn).max() or 1.0
    return block.parameters.observer_severity_width * drawn / largest


def behavior_offsets(block: Block) -> pd.Series:
    """How much more often than on average each behavior is seen; zero on average per role."""
    behaviors = load_reference().behaviors
    rng = np.random.default_rng([block.seed, 4])
    drawn = pd.Series(rng.uniform(-0.5, 0.5, len(behaviors)), behaviors["behavior_id"])
    centered = drawn - drawn.groupby(behaviors["role_family"].to_numpy()).transform("mean")
    return block.parameters.behavior_offset_width * centered


def _scores(rng: np.random.Generator, behaviors: pd.DataFrame, is_seen: np.ndarray) -> np.ndarray:
    """A score at or above `seen_from` where seen, below it where not."""
    low, high, edge = (behaviors[c].to_numpy() for c in ("score_min", "score_max", "seen_from"))
    return np.where(is_seen, rng.integers(edge, high + 1), rng.integers(low, edge))


def behavior_observations(block: Block, t: int) -> pd.DataFrame:
    """Each leader in four situations; every behavior of the role is marked or not observed.

    `chance` (the expected share), `leader` and `construct` stay inside the generator.
    """
    rng, share = block.rng(f"observations {t}"), block.effects.behavior_share()
    rows = block.leaders_on(int(block.timeline.month_days[t]))
    grid = pd.DataFrame(
        {
            "leader": np.repeat(rows, len(SITUATIONS)),
            "situation": np.tile(SITUATIONS, len(rows)),
            "turn": np.tile(np.arange(len(SITUATIONS)), len(rows)),
        }
    )
    observers = block.staff.observers
    shift = grid["leader"] + t + grid["turn"] % OBSERVERS_PER_LEADER
    grid["observer"] = shift % len(observers)
    home = block.staff.spells.set_index("person")["post"].loc[observers].to_numpy()
    own = home[grid["observer"]] == block.people["post"].to_numpy()[grid["leader"]]
    grid.loc[own, "observer"] = (grid["observer"] + 1) % len(observers)
    day = block.timeline.month_days[t] + rng.integers(2, 27, len(grid))
    grid["observed_at"] = to_times(day, office_seconds(rng, len(grid)))
    grid["observation_id"] = np.char.mod(f"OB{t:02d}{block.index:04d}%07d", np.arange(len(grid)))
    grid["role_family"] = block.people["role_family"].to_numpy()[grid["leader"]]
    frame = grid.merge(load_reference().behaviors, on="role_family").sort_values(
        ["observation_id", "behavior_id"], ignore_index=True
    )
    offset = behavior_offsets(block).loc[frame["behavior_id"]].to_numpy()
    frame["chance"] = share[frame["leader"], t] + offset
    is_seen = rng.random(len(frame)) < frame["chance"] + _severity(block)[frame["observer"]]
    frame["not_observed"] = rng.random(len(frame)) < block.parameters.not_observed
    score = pd.Series(_scores(rng, frame, is_seen), dtype="Int64")
    frame["score"] = score.mask(frame["not_observed"])
    numbers = block.staff.people["number"].to_numpy()[observers]
    frame["observer_id"] = employee_id(numbers)[frame["observer"]]
    frame["leader_id"] = block.people["leader_id"].to_numpy()[frame["leader"]]
    return frame[[*OBSERVATION, "chance", "leader", "construct"]]


OBSERVATION = (
    "observation_id",
    "observer_id",
    "leader_id",
    "behavior_id",
    "score",
    "not_observed",
    "situation",
    "observed_at",
)


def rater_calibrations(block: Block, t: int) -> pd.DataFrame:
    """Every observer scores every anchor scenario; one in twenty-five scores is off."""
    rng = block.rng(f"calibration {t}")
    behaviors = load_reference().behaviors
    clips = np.random.default_rng([block.seed, 5])
    expert = _scores(clips, behaviors, np.arange(len(behaviors)) % 2 == 0)
    observers = employee_id(block.staff.people["number"].to_numpy()[block.staff.observers])
    frame = behaviors.assign(expert_score=expert).merge(
        pd.DataFrame({"rater_id": observers}), how="cross"
    )
    low, high = frame["score_min"].to_numpy(), frame["score_max"].to_numpy()
    off = rng.random(len(frame)) >= block.parameters.calibration_accuracy
    step = np.where(frame["expert_score"] >= high, -1, 1)
    frame["score"] = np.clip(frame["expert_score"] + step * off, low, high)
    day = np.full(len(frame), block.timeline.month_days[t] + 9)
    frame["rated_at"] = to_times(day, office_seconds(rng, len(frame)))
    columns = ["rater_id", "scenario_id", "behavior_id", "score", "expert_score", "rated_at"]
    return frame[columns]


def drops_in_mood(block: Block) -> np.ndarray:
    """Rows of the leaders whose team's mood falls from `SIGNAL_DROP_FROM`."""
    dropped = block.people["post"] % SIGNAL_DROPS_EVERY == SIGNAL_DROPS_AT
    return np.flatnonzero(dropped & (block.parameters.scenario != "null"))


def engagement_signals(block: Block) -> pd.DataFrame:
    """One reading per team and week: the mean of those who checked in."""
    rng, p = block.rng("signals"), block.parameters
    starts = block.timeline.month_days
    level = p.engagement_level + (block.effects.survey_levels("safety")["safety"] - p.safety_level) / 2
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


COSTS = (("license", 9000, 0), ("facilitator", 14000, 4), ("participant_time", 11000, 4))
COACHING_COST = 6000


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
