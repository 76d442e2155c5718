"""Who leads: posts, the tree over them, who holds each post when, and what each leader is like.

A post is one team. Post `i` lies in unit `i % 3`; within a unit the posts form a tree in which
each manages up to four others. One block of posts holds every array a simulation step needs.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from seeds.sample.parameters import Parameters
from seeds.sample.reference import load_reference
from seeds.sample.timeline import HISTORY_START, OPEN_END, Timeline

UNITS = ("north", "south", "west")
COUNTRIES = ("US", "CA", "DE", "IN")
COUNTRY_SHARES = (0.45, 0.15, 0.25, 0.15)
GENDERS = ("female", "male", "nonbinary")
GENDER_SHARES = (0.46, 0.53, 0.01)
ETHNICITIES = ("black", "hispanic", "white")
ETHNICITY_SHARES = (0.22, 0.23, 0.55)
CONSTRUCTS = ("listening", "responding", "fairness", "safety")

BRANCHING = 4
TEAM_SIZES = (5, 6, 7, 8, 9, 10, 11)
TEAM_SIZE_SHARES = (0.06, 0.12, 0.2, 0.24, 0.2, 0.12, 0.06)
SMALL_TEAM_EVERY, SMALL_TEAM_AT, SMALL_TEAM_SIZE = 15, 13, 4
LEAVERS_PER_LEADER = 2 / 45
LEAVE_ON = (np.datetime64("2025-06-30"), np.datetime64("2025-08-31"))
SEATS_PER_POST = 48
"""Employee numbers kept for each team: its people and all who replace them."""


def cohorts(parameters: Parameters) -> tuple[tuple[str, int], ...]:
    """Training cohorts, and how many months after the first each is trained."""
    by_unit = tuple((f"cohort_2025_{unit}", 0) for unit in UNITS)
    return parameters.cohorts_by_lot or by_unit


def employee_id(numbers: np.ndarray) -> np.ndarray:
    """Employee numbers to ids as the HR system writes them: E00123."""
    return np.array([f"E{number:05d}" for number in np.asarray(numbers).tolist()], dtype=object)


@dataclass(frozen=True)
class Leaders:
    """One row per leader who ever held a post. `people` and the arrays share their order.

    people: leader_id, post, unit, manager_post (-1: none), role_family, country, gender,
        ethnicity, job_level, hired_on, org_unit_id, from_day, to_day (exclusive), is_trained,
        is_coached, number, seats (of the team that are not held by leaders), cohort_id and
        trained_after (months after the first training), which mean nothing of the untrained.
    levels: construct -> empathy level before the training, points; row per leader.
    gain: how strongly the leader responds to the training (mean 1; 0 for the untrained).
    behavior: share of micro-actions seen before the training.
    """

    people: pd.DataFrame
    levels: dict[str, np.ndarray]
    gain: np.ndarray
    behavior: np.ndarray

    def where(self, rows: np.ndarray) -> "Leaders":
        """The leaders that a mask picks."""
        levels = {construct: values[rows] for construct, values in self.levels.items()}
        people = self.people[rows].reset_index(drop=True)
        return Leaders(people, levels, self.gain[rows], self.behavior[rows])


def manager_posts(count: int) -> np.ndarray:
    """The post each post reports to; -1 for the head of each unit."""
    posts = np.arange(count)
    unit, place = posts % len(UNITS), posts // len(UNITS)
    return np.where(place == 0, -1, (place - 1) // BRANCHING * len(UNITS) + unit)


def draw_attributes(rng: np.random.Generator, count: int) -> pd.DataFrame:
    """Country, gender, ethnicity of `count` people."""
    return pd.DataFrame(
        {
            "country": rng.choice(COUNTRIES, count, p=COUNTRY_SHARES),
            "gender": rng.choice(GENDERS, count, p=GENDER_SHARES),
            "ethnicity": rng.choice(ETHNICITIES, count, p=ETHNICITY_SHARES),
        }
    )


def bounded_normal(rng: np.random.Generator, spread: float, count: int) -> np.ndarray:
    """Normal draws held within two standard deviations."""
    return np.clip(rng.normal(0.0, spread, count), -2 * spread, 2 * spread)


def _team_sizes(rng: np.random.Generator, managers: np.ndarray) -> np.ndarray:
    count = len(managers)
    sizes = rng.choice(TEAM_SIZES, count, p=TEAM_SIZE_SHARES)
    sizes[np.arange(count) % SMALL_TEAM_EVERY == SMALL_TEAM_AT] = SMALL_TEAM_SIZE
    reports = np.bincount(managers[managers >= 0], minlength=count)
    return np.maximum(sizes, reports)


def _successions(rng: np.random.Generator, managers: np.ndarray, last_day: int) -> pd.DataFrame:
    """Posts whose leader leaves, and the last day of the leaver; only posts without sub-posts."""
    leaves = np.setdiff1d(np.arange(len(managers)), managers)
    leaves = leaves[managers[leaves] >= 0]
    count = min(round(len(managers) * LEAVERS_PER_LEADER), len(leaves))
    posts = np.sort(rng.choice(leaves, count, replace=False)) if count else np.array([], int)
    on = np.array([(LEAVE_ON[i % len(LEAVE_ON)] - HISTORY_START).astype(int) for i in range(count)])
    frame = pd.DataFrame({"post": posts, "last_day": on.astype(int)})
    return frame[frame["last_day"] < last_day]


def _cohort_places(
    parameters: Parameters, people: pd.DataFrame, is_successor: np.ndarray, seed: int
) -> np.ndarray:
    """Place of each leader's cohort: that of the unit, or drawn by lot within unit and role."""
    if not parameters.cohorts_by_lot:
        return people["post"].to_numpy() % len(UNITS)
    draw = np.random.default_rng([seed, 6]).random(len(people))
    order = np.lexsort((draw, people["role_family"], people["unit"], is_successor))
    places = np.empty(len(people), int)
    places[order] = np.arange(len(people)) % len(parameters.cohorts_by_lot)
    return places


def draw_leaders(parameters: Parameters, timeline: Timeline, seed: int) -> Leaders:
    """All leaders, successors last. Memory is a few hundred bytes a leader."""
    rng = np.random.default_rng([seed, 1])
    count = parameters.leaders
    managers = manager_posts(count)
    sizes = _team_sizes(rng, managers)
    leavers = _successions(rng, managers, timeline.last_day)
    post = np.concatenate([np.arange(count), leavers["post"].to_numpy()])
    rows = len(post)
    is_successor = np.arange(rows) >= count
    to_day = np.full(rows, OPEN_END)
    to_day[leavers["post"].to_numpy()] = leavers["last_day"].to_numpy() + 1
    from_day = np.zeros(rows, int)
    from_day[count:] = leavers["last_day"].to_numpy() + 1
    roles = np.array(load_reference().role_families)
    number = np.where(is_successor, count + (post + 1) * SEATS_PER_POST, post + 1)
    hired = np.where(is_successor, from_day, rng.integers(-3600, -400, rows))
    people = draw_attributes(rng, rows).assign(
        number=number,
        leader_id=employee_id(number),
        post=post,
        unit=np.array(UNITS)[post % len(UNITS)],
        manager_post=managers[post],
        role_family=roles[post // len(UNITS) % len(roles)],
        job_level=np.where(np.isin(post, managers), "M2", "M1"),
        hired_on=(HISTORY_START + hired.astype("timedelta64[D]")).astype("datetime64[s]"),
        org_unit_id=np.char.mod("OU-%04d", post + 1).astype(object),
        from_day=from_day,
        to_day=to_day,
        is_trained=~is_successor,
        seats=(sizes - np.bincount(managers[managers >= 0], minlength=count))[post],
    )
    named, after = zip(*cohorts(parameters), strict=True)
    places = _cohort_places(parameters, people, is_successor, seed)
    people["cohort_id"] = np.array(named, dtype=object)[places]
    people["trained_after"] = np.where(is_successor, 0, np.array(after)[places])
    general = bounded_normal(rng, parameters.empathy_spread, rows)
    levels = {}
    for construct in CONSTRUCTS:
        level = parameters.safety_level if construct == "safety" else parameters.empathy_level
        own = bounded_normal(rng, parameters.construct_spread, rows)
        levels[construct] = level + general + own
    gain = np.clip(rng.normal(1.0, parameters.gain_spread, rows), 0.3, 1.7)
    behavior = parameters.behavior_level + bounded_normal(rng, parameters.behavior_spread, rows)
    screened = behavior + bounded_normal(rng, parameters.screening_noise, rows)
    rank = pd.Series(np.where(is_successor, 9.0, screened)).groupby(people["unit"]).rank(pct=True)
    people["is_coached"] = (rank <= parameters.coached_share).to_numpy() & ~is_successor
    return Leaders(people, levels, np.where(is_successor, 0.0, gain), behavior)
