"""Exact limits and tests of counts: tails that SQL has no function for.

Pure functions of numbers; all limits are two-sided with `level` between them.
"""

from dataclasses import dataclass

from scipy import stats

LEVEL = 0.95


@dataclass(frozen=True)
class Finding:
    """An estimate, its limits, and the two-sided p of no difference."""

    estimate: float
    lower: float
    upper: float
    p_value: float


def clopper_pearson(successes: int, trials: int, level: float = LEVEL) -> tuple[float, float]:
    """Exact limits of a share. Clopper and Pearson (1934), Biometrika 26:404."""
    tail = (1 - level) / 2
    lower = stats.beta.ppf(tail, successes, trials - successes + 1) if successes else 0.0
    upper = (
        stats.beta.ppf(1 - tail, successes + 1, trials - successes) if successes < trials else 1.0
    )
    return float(lower), float(upper)


def binomial(successes: int, trials: int, share: float, level: float = LEVEL) -> Finding:
    """A share against a given one: exact limits, and the p of all outcomes as unlikely or less.

    Conover (1971), Practical Nonparametric Statistics, p. 97.
    """
    lower, upper = clopper_pearson(successes, trials, level)
    p_value = stats.binomtest(successes, trials, share).pvalue
    return Finding(successes / trials, lower, upper, float(p_value))


def poisson_limits(events: int, level: float = LEVEL) -> tuple[float, float]:
    """Exact limits of an expected count. Garwood (1936), Biometrika 28:437."""
    tail = (1 - level) / 2
    lower = stats.chi2.ppf(tail, 2 * events) / 2 if events else 0.0
    return float(lower), float(stats.chi2.ppf(1 - tail, 2 * events + 2) / 2)


def rate_ratio(
    events: int, exposure: float, base_events: int, base_exposure: float, level: float = LEVEL
) -> Finding | None:
    """Ratio of two Poisson rates, exact given the sum of both counts; None when both are zero.

    exposure: in one unit for both. Given the sum, the events now are binomial; its limits are
    turned into those of the ratio. Przyborowski and Wilenski (1940), Biometrika 31:313. Assumes
    that events are independent: where one draws others the band is too narrow.
    """
    trials = events + base_events
    if not trials:
        return None
    found = binomial(events, trials, exposure / (exposure + base_exposure), level)
    scale = base_exposure / exposure
    lower, upper = (
        scale * share / (1 - share) if share < 1 else float("inf")
        for share in (found.lower, found.upper)
    )
    estimate = scale * events / base_events if base_events else float("inf")
    return Finding(estimate, lower, upper, found.p_value)
