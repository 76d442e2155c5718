"""How many leaders are expected to be found reliably improved, given their true change.

The published share depends on sampling error by definition, so its expectation is worked out
from the error that the generator puts in: an approximation, good to a few points.
"""

from dataclasses import dataclass
from math import comb
from statistics import NormalDist

import numpy as np

from seeds.sample.answers import expected_answers, spreads
from seeds.sample.block import Block
from seeds.sample.reference import load_reference
from seeds.sample.surveys import OPENS_ON_DAY, SURVEY_OF, raters
from seeds.sample.timeline import HISTORY_MONTHS

UNIFORM_VARIANCE = 1 / 3
"""Of a uniform draw on [-1, 1]."""
ROUNDING_VARIANCE = 1 / 6
"""Mean of f(1-f) over fractions f: what rounding up or down at random adds."""


@dataclass(frozen=True)
class Wave:
    """Per leader of the block: true score, variance of one rater, part of it that stays, raters."""

    score: np.ndarray
    variance: np.ndarray
    lasting: np.ndarray
    raters: np.ndarray


def rating_wave(block: Block, t: int) -> Wave:
    """What a 360 wave is expected to be."""
    p = block.parameters
    expected = expected_answers("E360", block)[:, t, :]
    shrink, noise = spreads(block, expected)
    lasting = p.leniency_width**2 * UNIFORM_VARIANCE * shrink.mean(axis=1) ** 2
    halo = p.halo_width**2 * UNIFORM_VARIANCE * shrink.mean(axis=1) ** 2
    answers = (noise**2 * UNIFORM_VARIANCE + ROUNDING_VARIANCE).sum(axis=1)
    variance = lasting + halo + answers / expected.shape[1] ** 2
    return Wave(expected.mean(axis=1), variance, lasting, _expected_raters(block, t))


def _expected_raters(block: Block, t: int) -> np.ndarray:
    """Raters that count: those who answer, in groups that reach their minimum; NaN for none."""
    day = int(block.timeline.month_days[t]) + OPENS_ON_DAY[SURVEY_OF["E360"]]
    asked = raters(block, block.rng("expected raters"), day)
    asked = asked[asked["relation"] != "self"]
    least = {"manager": int(load_reference().threshold("manager_group_min_raters"))}
    others = int(load_reference().threshold("rater_group_min_raters"))
    total = np.zeros(len(block.people))
    for (leader, relation), count in asked.groupby(["leader", "relation"]).size().items():
        total[leader] += counted(
            count, block.parameters.rating_response, least.get(relation, others)
        )
    return np.where(total > 0, total, np.nan)


def counted(asked: int, response: float, least: int) -> float:
    """Expected number of answers, taking a number below `least` as none."""
    return sum(
        n * comb(asked, n) * response**n * (1 - response) ** (asked - n)
        for n in range(least, asked + 1)
    )


def improved_chances(block: Block, t: int) -> np.ndarray:
    """(leader,): the chance of each that wave `t` finds a reliable rise; NaN where not assessed."""
    after = block.people["trained_after"].to_numpy()
    chances = np.full(len(after), np.nan)
    soonest = HISTORY_MONTHS + int(load_reference().threshold("improved_min_months"))
    for months in np.unique(after):
        if t > soonest + months:
            found = _chances(block, t, HISTORY_MONTHS + int(months))
            chances = np.where(after == months, found, chances)
    return chances


def _chances(block: Block, t: int, trained_at: int) -> np.ndarray:
    """The same as if all were trained in month `trained_at`."""
    before = [w for w in block.timeline.rating_waves if w < trained_at]
    before = before[-int(load_reference().threshold("baseline_max_waves")) :]
    base, now = [rating_wave(block, w) for w in before], rating_wave(block, t)
    people = block.people
    there = people["is_trained"].to_numpy() & (people["to_day"] > block.timeline.month_days[t + 1])
    response, count = block.parameters.rating_response, len(base)
    published = now.variance[there].mean() / now.raters
    published += sum(w.variance[there].mean() / w.raters for w in base) / count**2
    actual = now.variance / now.raters + sum(w.variance / w.raters for w in base) / count**2
    shared = response * now.lasting / now.raters
    actual += shared * (count - 1) / count - 2 * shared
    change = now.score - np.mean([w.score for w in base], axis=0)
    limit = load_reference().threshold("reliable_change_z") * np.sqrt(published)
    distance = (change - limit) / np.sqrt(actual)
    chances = np.array([NormalDist().cdf(one) for one in distance])
    return np.where(there, chances, np.nan)
