"""Who works where, when: hires, exits and moves between the teams of one block of posts.

Draws nothing about what people answer. A spell is one person in one team from a day to another
(exclusive); a reporting spell is a spell under one leader.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from seeds.sample.people import SEATS_PER_POST, Leaders, draw_attributes
from seeds.sample.timeline import HISTORY_START, OPEN_END, Timeline

LEVELS = ("P1", "P2", "P3", "P4", "P5", "P6")
LEVEL_SHARES = (0.20, 0.26, 0.24, 0.17, 0.10, 0.03)
MOVE_MONTHS = (5, 13, 15, 17, 20)
"""Months (`t`) in the middle of which pairs of people trade teams."""
MOVES_PER_POST = 1 / 12
POSTS_PER_OBSERVER = 4
REGRETTED_SHARE = 0.5


@dataclass(frozen=True)
class Staff:
    """The people of one block who do not lead.

    people: number, country, gender, ethnicity, job_level, hired_on; row per person.
    spells: person (row of people), post, from_day, to_day.
    exits: person, post, day, is_voluntary, is_regretted.
    observers: rows of people who are trained observers; they neither leave nor move.
    """

    people: pd.DataFrame
    spells: pd.DataFrame
    exits: pd.DataFrame
    observers: np.ndarray


def observer_count(posts: int) -> int:
    """Trained observers of a block: one for each four teams, at least three where seats allow."""
    return min(posts, max(3, -(-posts // POSTS_PER_OBSERVER)))


def _seats(leaders: Leaders) -> np.ndarray:
    """The post of each seat that is not a leader's, one entry per seat."""
    posts = leaders.people.drop_duplicates("post")
    return np.repeat(posts["post"].to_numpy(), posts["seats"].to_numpy())


def simulate_staff(
    rng: np.random.Generator,
    leaders: Leaders,
    timeline: Timeline,
    hazards: dict[str, np.ndarray],
    first_number: int,
) -> Staff:
    """Run the seats month by month; employee numbers follow `first_number`, a range per post.

    hazards: `voluntary` and `involuntary` exits per person-month, (post of the block, month).
    """
    seat_post = _seats(leaders)
    first_post = int(leaders.people["post"].min())
    posts = int(leaders.people["post"].max()) - first_post + 1
    observing = np.arange(observer_count(posts)) * posts // observer_count(posts)
    observer_seats = np.unique(np.searchsorted(seat_post - first_post, observing))
    settled = np.zeros(len(seat_post), bool)
    settled[observer_seats] = True
    occupant = np.arange(len(seat_post))
    since = np.zeros(len(seat_post), int)
    vacated = np.full(len(seat_post), -1)
    home, hired = [seat_post], [rng.integers(-3200, -200, len(seat_post))]
    people = len(seat_post)
    spells, exits = [], []
    for t in range(timeline.count):
        start, end = timeline.month_days[t], timeline.month_days[t + 1]
        empty = np.flatnonzero((vacated >= 0) & (vacated < t - 1))
        occupant[empty] = people + np.arange(len(empty))
        people += len(empty)
        since[empty], vacated[empty] = start, -1
        home.append(seat_post[empty])
        hired.append(np.full(len(empty), start))
        voluntary = hazards["voluntary"][seat_post - first_post, t]
        hazard = voluntary + hazards["involuntary"][seat_post - first_post, t]
        wait = rng.exponential(1.0, len(seat_post)) / hazard
        chosen = rng.random(len(seat_post)) < voluntary / hazard
        gone = np.flatnonzero((wait < 1) & (vacated < 0) & ~settled)
        day = start + np.floor(wait[gone] * (end - start)).astype(int)
        spells.append((occupant[gone], seat_post[gone], since[gone], day))
        exits.append((occupant[gone], seat_post[gone], day, chosen[gone]))
        vacated[gone] = t
        if t in MOVE_MONTHS:
            one, other = _pairs(rng, seat_post, np.flatnonzero((vacated < 0) & ~settled), posts)
            both = np.concatenate([one, other])
            moved = np.full(len(both), start + 14)
            spells.append((occupant[both], seat_post[both], since[both], moved))
            occupant[both], since[both] = occupant[np.concatenate([other, one])], moved
    here = np.flatnonzero(vacated < 0)
    spells.append((occupant[here], seat_post[here], since[here], np.full(len(here), OPEN_END)))
    drawn = _people(rng, np.concatenate(home), np.concatenate(hired), first_number)
    return Staff(
        drawn,
        _table(spells, ("person", "post", "from_day", "to_day")).query("from_day < to_day"),
        _regret(rng, _table(exits, ("person", "post", "day", "is_voluntary"))),
        occupant[observer_seats],
    )


def _pairs(
    rng: np.random.Generator, seat_post: np.ndarray, free: np.ndarray, posts: int
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of seats in different teams of the same unit."""
    wanted = max(1, round(posts * MOVES_PER_POST))
    seats = rng.permutation(free)[: 2 * wanted]
    one, other = seats[: len(seats) // 2], seats[len(seats) // 2 : len(seats) // 2 * 2]
    same_unit = (seat_post[one] % 3 == seat_post[other] % 3) & (seat_post[one] != seat_post[other])
    return one[same_unit], other[same_unit]


def _people(
    rng: np.random.Generator, home: np.ndarray, hired: np.ndarray, first_number: int
) -> pd.DataFrame:
    place = pd.Series(home).groupby(home).cumcount().to_numpy()
    number = first_number + (home + 1) * SEATS_PER_POST + 1 + place
    return draw_attributes(rng, len(home)).assign(
        number=number,
        job_level=rng.choice(LEVELS, len(home), p=LEVEL_SHARES),
        hired_on=(HISTORY_START + hired.astype("timedelta64[D]")).astype("datetime64[s]"),
    )


def _table(parts: list[tuple[np.ndarray, ...]], names: tuple[str, ...]) -> pd.DataFrame:
    columns = (np.concatenate(column) for column in zip(*parts, strict=True))
    return pd.DataFrame(dict(zip(names, columns, strict=True)))


def _regret(rng: np.random.Generator, exits: pd.DataFrame) -> pd.DataFrame:
    regretted = rng.random(len(exits)) < REGRETTED_SHARE
    return exits.assign(is_regretted=exits["is_voluntary"].astype(bool) & regretted)
