"""Which teams' readings fall below what they were, month by month, and how surely.

One signal at a time, as arrays of teams x months. Knows neither tables nor dates, and decides
nothing across signals: the family of a run is judged in `alerts`.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from orchestration.statistics.charts import ewma, ewma_variance

_PHIS = np.linspace(0.0, 0.95, 96)


@dataclass(frozen=True)
class Rules:
    """When a month may be judged, and what counts as a decline.

    weight: of the newest month in the moving average; window: months that are watched; shortest,
    longest: months before them that a team is held against, as many as there are; people: fewest
    behind a month; effect: least fall in points of the signal's scale; runs: how often in a row;
    rate: false discoveries accepted.
    """

    weight: float
    window: int
    shortest: int
    longest: int
    people: float
    effect: float
    runs: int
    rate: float


@dataclass(frozen=True)
class Declines:
    """Per team and month; NaN where a month is not judged.

    p_value: of no decline, one-sided; level: what the team is held against, in points; fall: from
    it, mean over the last `runs` months; baseline_months: those it is taken from, or so far there.
    """

    p_value: np.ndarray
    level: np.ndarray
    fall: np.ndarray
    baseline_months: np.ndarray
    is_large_enough: np.ndarray


def declines(readings: np.ndarray, people: np.ndarray, rules: Rules) -> Declines:
    """Judge each month by what was known at its end.

    readings, people: teams x months; NaN where there is no reading. A month of too few people is
    left out, as baseline as well: a team's months are those that could be judged. Spread,
    autocorrelation and the spread between teams are pooled over teams of equally long baselines.
    """
    fit = np.isfinite(readings) & (people >= rules.people)
    order = np.argsort(~fit, axis=1, kind="stable")
    values = np.take_along_axis(readings, order, axis=1)
    crowd = np.take_along_axis(people, order, axis=1).astype(float)
    there = fit.cumsum(axis=1)
    lengths = np.clip(there - rules.window, rules.shortest, rules.longest)
    found = np.full((3, *readings.shape), np.nan)
    for month in range(readings.shape[1]):
        for length in np.unique(lengths[:, month]):
            is_due = fit[:, month] & (there[:, month] > length) & (lengths[:, month] == length)
            rows = np.flatnonzero(is_due)
            if not len(rows):
                continue
            last = there[rows, month][:, None]
            places = np.maximum(0, last - length - rules.window) + np.arange(length + rules.window)
            known = np.minimum(places, last - 1)
            seen = np.where(places < last, values[rows[:, None], known], np.nan)
            found[:, rows, month] = _judged(seen, crowd[rows[:, None], known], int(length), rules)
    return Declines(*found, np.where(fit, np.minimum(there - 1, lengths), 0), fit)


def _judged(values: np.ndarray, people: np.ndarray, months: int, rules: Rules) -> np.ndarray:
    """p value, level and fall of each team at its last value; the baseline's months come first."""
    variance, phi, level, doubt = _baselines(values[:, :months], people[:, :months])
    if not variance:
        return np.full((3, len(values)), np.nan)
    watched, precision = values[:, months:], np.sqrt(people[:, months:] / variance)
    precision = np.where(np.isnan(watched), np.nan, precision)
    steps = np.isfinite(watched).sum(axis=1)
    chart = ewma((watched - level[:, None]) * precision, rules.weight)[:, -1]
    reach = ewma(precision, rules.weight)[:, -1] / (1 - (1 - rules.weight) ** steps)
    spread = np.sqrt(ewma_variance(steps, rules.weight, phi, doubt * reach**2))
    freedom = len(values) * (months - 1)
    newest = np.arange(watched.shape[1]) >= (steps - rules.runs)[:, None]
    recent = np.where(newest, watched, np.nan)
    return np.array(
        [student.cdf(chart / spread, freedom), level, level - np.nanmean(recent, axis=1)]
    )


def _baselines(
    values: np.ndarray, people: np.ndarray
) -> tuple[float, float, np.ndarray, np.ndarray]:
    """Variance of one person's month, autocorrelation, and each team's level with its variance.

    A month's error has variance sigma^2 / people and is an autoregression of order one; sigma^2
    and phi are the pooled moments around the teams' own means, corrected for those means being
    estimates. Levels are shrunk to the mean of all: m + B (x - m), B = tau^2 / (tau^2 + V); their
    variance is B V and that of m (Morris 1983, Parametric Empirical Bayes Inference). tau^2 is not
    taken below its standard error under no spread: a few like teams are not pulled together.
    """
    teams, months = values.shape
    total = people.sum(axis=1)
    means = (people * values).sum(axis=1) / total
    errors = np.sqrt(people) * (values - means[:, None])
    squares = (errors**2).sum()
    if squares <= np.finfo(float).eps * (people * values**2).sum():
        return 0.0, 0.0, means, np.zeros(teams)
    carried = (errors[:, 1:] * errors[:, :-1]).sum()
    shrinking = np.eye(months) - 1 / months
    patterns = _PHIS[:, None, None] ** abs(np.subtract.outer(np.arange(months), np.arange(months)))
    left = shrinking @ patterns @ shrinking
    kept = np.trace(left, axis1=1, axis2=2)
    expected = np.trace(left, offset=1, axis1=1, axis2=2) / kept
    nearest = int(np.argmin(abs(expected - carried / squares)))
    variance = squares / (teams * kept[nearest])
    root = np.sqrt(people)
    own = variance * np.einsum("ti,ij,tj->t", root, patterns[nearest], root) / total**2
    if teams == 1:
        return variance, float(_PHIS[nearest]), means, own
    centre = means.mean()
    floor = own.mean() * np.sqrt(2 / (teams - 1))
    between = max(means.var(ddof=1) - own.mean(), floor)
    trust = between / (between + own)
    of_centre = (1 - trust) ** 2 * (between + own.mean()) / teams
    return (
        variance,
        float(_PHIS[nearest]),
        centre + trust * (means - centre),
        trust * own + of_centre,
    )
