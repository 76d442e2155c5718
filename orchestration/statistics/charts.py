"""Control charts: the moving average that an alert watches, its variance, and how long one runs.

Nothing here knows what is charted.
"""

import numpy as np
from scipy.stats import norm

_NODES = 80


def ewma(values: np.ndarray, weight: float, start: float = 0.0) -> np.ndarray:
    """Exponentially weighted moving average along the last axis, in the unit of the values.

    E_t = weight x_t + (1 - weight) E_(t-1), E_0 = start. A missing value (NaN) counts as none:
    the average stays. Roberts (1959), as in NIST/SEMATECH e-Handbook, section 6.3.2.4.
    """
    averages = np.empty(values.shape)
    level = np.full(values.shape[:-1], start, dtype=float)
    for step in range(values.shape[-1]):
        new = values[..., step]
        level = np.where(np.isnan(new), level, weight * new + (1 - weight) * level)
        averages[..., step] = level
    return averages


def ewma_variance(
    steps: np.ndarray | float,
    weight: float,
    autocorrelation: float = 0.0,
    target_variance: np.ndarray | float = 0.0,
) -> np.ndarray:
    """Variance of the average after `steps` values of variance 1; of the limit for infinity.

    lam/(2-lam) (1-(1-lam)^2t) (1+phi(1-lam))/(1-phi(1-lam)) + V (1-(1-lam)^t)^2, with lam the
    weight, phi the lag-one autocorrelation of the values and V the variance of the target that
    they are held against, where it is an estimate itself. Montgomery, Introduction to Statistical
    Quality Control, section 9.2; its correction for an autoregression of order one, and METHOD 15.
    The factor is the limit's and so too large at first: alerts come later, not falsely.
    """
    keep = 1 - weight
    own = weight / (2 - weight) * (1 - keep ** (2 * np.asarray(steps, dtype=float)))
    carried = (1 + autocorrelation * keep) / (1 - autocorrelation * keep)
    return own * carried + target_variance * (1 - keep ** np.asarray(steps, dtype=float)) ** 2


def average_run_length(weight: float, limit: float, shift: float = 0.0) -> float:
    """Expected number of values up to the first beyond the limits, both sides, started on target.

    limit: in standard deviations of the average; shift: of the mean, in those of one value.
    Independent normal values. Solves the integral equation of Crowder (1987), A Simple Method for
    Studying Run-Length Distributions of EWMA Charts, by Gauss-Legendre quadrature.
    """
    width = limit * np.sqrt(ewma_variance(np.inf, weight))
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    levels = width * nodes
    given = np.append(levels, 0.0)
    reached = norm.pdf((levels[None, :] - (1 - weight) * given[:, None]) / weight - shift)
    kernel = reached * (width * weights)[None, :] / weight
    lengths = np.linalg.solve(np.eye(_NODES) - kernel[:-1], np.ones(_NODES))
    return float(1 + kernel[-1] @ lengths)
