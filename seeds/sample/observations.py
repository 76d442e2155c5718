"""What trained observers see of the leaders of one block, and how well they agree."""

import numpy as np
import pandas as pd

from seeds.sample.block import Block, uniform_of
from seeds.sample.people import employee_id
from seeds.sample.reference import load_reference
from seeds.sample.timeline import office_seconds, to_times

SITUATIONS = ("one_on_one", "team_meeting", "customer_call", "shift_handover")
OBSERVERS_PER_LEADER = 3
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


def observer_severity(block: Block) -> np.ndarray:
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
    is_seen = rng.random(len(frame)) < frame["chance"] + observer_severity(block)[frame["observer"]]
    frame["not_observed"] = rng.random(len(frame)) < block.parameters.not_observed
    score = pd.Series(_scores(rng, frame, is_seen), dtype="Int64")
    frame["score"] = score.mask(frame["not_observed"])
    numbers = block.staff.people["number"].to_numpy()[observers]
    frame["observer_id"] = employee_id(numbers)[frame["observer"]]
    frame["leader_id"] = block.people["leader_id"].to_numpy()[frame["leader"]]
    return frame[[*OBSERVATION, "chance", "leader", "construct"]]


def expert_scores(block: Block) -> np.ndarray:
    """The experts' score of each anchor clip: one clip per behavior, every other one seen."""
    behaviors = load_reference().behaviors
    rng = np.random.default_rng([block.seed, 5])
    return _scores(rng, behaviors, np.arange(len(behaviors)) % 2 == 0)


def off_scores(expert: np.ndarray, behaviors: pd.DataFrame) -> np.ndarray:
    """What an observer marks who is off by one: up, or down from the top."""
    return expert + np.where(expert >= behaviors["score_max"].to_numpy(), -1, 1)


def rater_calibrations(block: Block, t: int) -> pd.DataFrame:
    """Every observer scores every anchor clip; a few scores are off by one."""
    rng = block.rng(f"calibration {t}")
    clips = load_reference().behaviors.assign(expert_score=expert_scores(block))
    clips["off_score"] = off_scores(clips["expert_score"].to_numpy(), clips)
    observers = employee_id(block.staff.people["number"].to_numpy()[block.staff.observers])
    frame = clips.merge(pd.DataFrame({"rater_id": observers}), how="cross")
    is_right = rng.random(len(frame)) < block.parameters.calibration_accuracy
    frame["score"] = np.where(is_right, frame["expert_score"], frame["off_score"])
    day = np.full(len(frame), block.timeline.month_days[t] + 9)
    frame["rated_at"] = to_times(day, office_seconds(rng, len(frame)))
    columns = ["rater_id", "scenario_id", "behavior_id", "score", "expert_score", "rated_at"]
    return frame[columns]
