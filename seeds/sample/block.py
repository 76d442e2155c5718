"""One block of teams: the unit in which the organization is simulated, so that memory is bounded.

A block holds its leaders, the leaders who report to them, their staff, and who reported to whom.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
import pandas as pd

from seeds.sample.effects import MONTHS_PER_YEAR, Effects
from seeds.sample.parameters import Parameters
from seeds.sample.people import Leaders
from seeds.sample.staff import Staff, simulate_staff
from seeds.sample.timeline import Timeline

BLOCK_POSTS = 300
MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def uniform_of(numbers: np.ndarray, seed: int) -> np.ndarray:
    """A number in [-1, 1) that stays with an employee number wherever it turns up (splitmix64)."""
    with np.errstate(over="ignore"):
        mixed = (np.asarray(numbers).astype(np.uint64) + np.uint64(seed)) * np.uint64(MIX[0])
        for shift, factor in ((30, MIX[1]), (27, MIX[2])):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(float) / 2.0**52 - 1.0


@dataclass(frozen=True)
class Block:
    """leaders: those of the block's posts; everyone: all leaders of the organization."""

    index: int
    seed: int
    parameters: Parameters
    timeline: Timeline
    everyone: Leaders
    leaders: Leaders
    subordinates: pd.DataFrame
    staff: Staff
    effects: Effects

    def rng(self, purpose: str) -> np.random.Generator:
        """A stream of its own for each purpose, so that feeds do not disturb each other."""
        return np.random.default_rng([self.seed, crc32(purpose.encode()), self.index])

    @property
    def people(self) -> pd.DataFrame:
        """One row per leader of the block."""
        return self.leaders.people

    @cached_property
    def reports(self) -> pd.DataFrame:
        """Reporting spells: number, leader (row), post, from_day, to_day (exclusive), is_leader."""
        spells = self.staff.spells
        number = self.staff.people["number"].to_numpy()[spells["person"].to_numpy()]
        staff = spells[["post", "from_day", "to_day"]].assign(number=number, is_leader=False)
        leaders = self.subordinates[["number", "manager_post", "from_day", "to_day"]]
        leaders = leaders.rename(columns={"manager_post": "post"}).assign(is_leader=True)
        members = pd.concat([staff, leaders], ignore_index=True)
        posts = self.people[["post", "from_day", "to_day"]].reset_index(names="leader")
        joined = members.merge(posts, on="post", suffixes=("", "_leader"))
        joined["from_day"] = joined[["from_day", "from_day_leader"]].max(axis=1)
        joined["to_day"] = joined[["to_day", "to_day_leader"]].min(axis=1)
        joined = joined[joined["from_day"] < joined["to_day"]]
        columns = ["number", "leader", "post", "from_day", "to_day", "is_leader"]
        return joined[columns].sort_values(["number", "from_day"]).reset_index(drop=True)

    def reports_on(self, day: int) -> pd.DataFrame:
        """Who reports to whom on a day."""
        spells = self.reports
        return spells[(spells["from_day"] <= day) & (day < spells["to_day"])]

    def leaders_on(self, day: int) -> np.ndarray:
        """Rows of the leaders in post on a day."""
        people = self.people
        return np.flatnonzero((people["from_day"] <= day) & (day < people["to_day"]))

    @cached_property
    def in_post(self) -> np.ndarray:
        """(leader, month): whether the leader holds the post at the start of the month."""
        starts = self.timeline.month_days[:-1][None, :]
        people = self.people
        from_day, to_day = (people[c].to_numpy()[:, None] for c in ("from_day", "to_day"))
        return (from_day <= starts) & (starts < to_day)

    def exposure(self, *, staff_only: bool = False) -> np.ndarray:
        """(leader, month): person-months worked under the leader, prorated by days."""
        spells = self.reports
        if staff_only:
            spells = spells[~spells["is_leader"]]
        months = self.timeline.month_days
        low = np.maximum(spells["from_day"].to_numpy()[:, None], months[:-1])
        high = np.minimum(spells["to_day"].to_numpy()[:, None], months[1:])
        worked = np.maximum(high - low, 0) / np.diff(months)
        total = np.zeros((len(self.people), self.timeline.count))
        np.add.at(total, spells["leader"].to_numpy(), worked)
        return total


def blocks(
    parameters: Parameters, timeline: Timeline, everyone: Leaders, seed: int
) -> Iterator[Block]:
    """Simulate the staff of each block in turn."""
    for index, first in enumerate(range(0, parameters.leaders, BLOCK_POSTS)):
        last = min(first + BLOCK_POSTS, parameters.leaders) - 1
        leaders = everyone.where(everyone.people["post"].between(first, last).to_numpy())
        managed = everyone.people["manager_post"].between(first, last)
        effects = Effects(parameters, timeline, leaders)
        rng = np.random.default_rng([seed, 2, index])
        hazards = _hazards(parameters, timeline, leaders, effects)
        staff = simulate_staff(rng, leaders, timeline, hazards, parameters.leaders)
        subordinates = everyone.people[managed]
        yield Block(
            index, seed, parameters, timeline, everyone, leaders, subordinates, staff, effects
        )


def _hazards(
    parameters: Parameters, timeline: Timeline, leaders: Leaders, effects: Effects
) -> dict[str, np.ndarray]:
    """Exits per person-month of each post, under whoever leads it at the start of the month."""
    people, starts = leaders.people, timeline.month_days[:-1]
    post = people["post"].to_numpy() - people["post"].min()
    rate = effects.attrition_rate() / 100 / MONTHS_PER_YEAR
    voluntary = np.zeros((post.max() + 1, timeline.count))
    for row, (from_day, to_day) in enumerate(
        zip(people["from_day"], people["to_day"], strict=True)
    ):
        held = (from_day <= starts) & (starts < to_day)
        voluntary[post[row], held] = rate[row, held]
    involuntary = np.full_like(voluntary, parameters.involuntary_rate / 100 / MONTHS_PER_YEAR)
    return {"voluntary": voluntary, "involuntary": involuntary}
