"""Which teams have more incidents than their own past and that of the others lead to expect.

As arrays of teams x months. Knows neither tables nor dates.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import nbinom, poisson

_JEFFREYS = 0.5


@dataclass(frozen=True)
class Rules:
    """recent: months added up; shortest, longest: months before them; people: fewest in a month."""

    recent: int
    shortest: int
    longest: int
    people: float


@dataclass(frozen=True)
class Excesses:
    """Per team and month; NaN where a month is not judged.

    p_value: of as many or more in the recent months; expected, count: in those months.
    """

    p_value: np.ndarray
    expected: np.ndarray
    count: np.ndarray
    baseline_months: np.ndarray
    is_large_enough: np.ndarray


def excesses(counts: np.ndarray, exposure: np.ndarray, rules: Rules) -> Excesses:
    """Judge each month by what was known at its end.

    counts, exposure: teams x months, of incidents and person-months. A month of too few people is
    left out. No state is carried over: the same incidents are seen as long as they are recent.
    """
    fit = exposure >= rules.people
    count, months = np.where(fit, counts, 0.0), np.where(fit, exposure, 0.0)
    found = np.full((3, *counts.shape), np.nan)
    before = np.zeros(counts.shape, dtype=int)
    for month in range(counts.shape[1]):
        recent = slice(max(0, month + 1 - rules.recent), month + 1)
        past = slice(max(0, recent.start - rules.longest), recent.start)
        before[:, month] = fit[:, past].sum(axis=1)
        rows = np.flatnonzero(fit[:, month] & (before[:, month] >= rules.shortest))
        if len(rows):
            shape, rate = posterior(count[rows, past].sum(axis=1), months[rows, past].sum(axis=1))
            expected = shape / rate * months[rows, recent].sum(axis=1)
            seen = count[rows, recent].sum(axis=1)
            found[:, rows, month] = count_tail(seen, expected, shape), expected, seen
    return Excesses(*found, before, fit)


def posterior(events: np.ndarray, exposure: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shape and rate of each team's gamma distribution of events per unit of exposure.

    Gamma-Poisson, moments over teams: mean m = sum of events / sum of exposure, variance A = s^2 -
    m / mean exposure with s^2 weighted by exposure (Marshall 1991, Mapping Disease and Mortality
    Rates Using Empirical Bayes Estimators). A is not taken below its standard error under no
    spread. Without events, or others to learn from, Jeffreys' prior over what there is.
    """
    teams, total = len(events), exposure.sum()
    mean = events.sum() / total
    if teams == 1 or not mean:
        return np.full(teams, _JEFFREYS + events.sum()), np.full(teams, total)
    squares = (exposure * (events / exposure - mean) ** 2).sum() / total
    chance = mean / exposure.mean()
    between = max(squares - chance, chance * np.sqrt(2 / (teams - 1)))
    return mean**2 / between + events, mean / between + exposure


def count_tail(
    count: np.ndarray, expected: np.ndarray, shape: np.ndarray | float = np.inf
) -> np.ndarray:
    """Chance of `count` or more: the exact Poisson tail, over what is known of the expected count.

    shape: of the gamma distribution of the expected count; infinity when it is known, and the
    tail is Poisson's. Otherwise it is the negative binomial's, which is the former's mean.
    """
    if np.all(np.isinf(shape)):
        return poisson.sf(np.asarray(count) - 1, expected)
    return nbinom.sf(np.asarray(count) - 1, shape, shape / (shape + np.asarray(expected)))
