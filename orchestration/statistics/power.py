"""The smallest change that so many leaders could show, said before anything is measured.

Pure functions. power: the chance to find a true change of that size at two-sided `level`.
"""

import math

from scipy import optimize, stats

from orchestration.statistics.exact import LEVEL


def detectable_paired(
    deviation: float, correlation: float, leaders: int, power: float, level: float = LEVEL
) -> float:
    """Smallest mean change of the same leaders, in the unit of `deviation`.

    (z_level + z_power) * deviation * sqrt(2 (1 - r) / n). Assumes the same spread on both
    occasions. Cohen (1988), Statistical Power Analysis, section 2.3.4.
    """
    return _reach(power, level) * deviation * math.sqrt(2 * (1 - correlation) / leaders)


def detectable_between(
    deviation: float,
    correlation: float,
    leaders: int,
    others: int,
    power: float,
    level: float = LEVEL,
) -> float:
    """Smallest difference from leaders not yet trained, each adjusted for the baseline.

    (z_level + z_power) * deviation * sqrt((1 - r^2) (1/n + 1/m)): analysis of covariance.
    Borm, Fransen and Lemmens (2007), Journal of Clinical Epidemiology 60:1234.
    """
    spread = (1 - correlation**2) * (1 / leaders + 1 / others)
    return _reach(power, level) * deviation * math.sqrt(spread)


def detectable_ratio(events: float, power: float, level: float = LEVEL) -> float | None:
    """Largest ratio below one of two rates over equal exposure that could be told from one.

    events: expected without a change. Solves ln R = -(z_level + z_power) sqrt(1/x + 1/(x R)),
    the standard error of a log ratio; None when no fall could be told.
    """
    if events <= 0:
        return None
    reach = _reach(power, level)

    def missing(ratio: float) -> float:
        return math.log(ratio) + reach * math.sqrt((1 + 1 / ratio) / events)

    candidates = [step / 1000 for step in range(1, 1000)]
    found = [ratio for ratio in candidates if missing(ratio) < 0]
    if not found:
        return None
    largest = max(found)
    return float(optimize.brentq(missing, largest, min(largest + 0.001, 1.0)))


def _reach(power: float, level: float) -> float:
    return float(stats.norm.ppf((1 + level) / 2) + stats.norm.ppf(power))
