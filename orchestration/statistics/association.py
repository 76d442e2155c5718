"""Whether an earlier score goes with an outcome, other things held equal: one ratio, its band."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import t

from orchestration.statistics.cells import Cells
from orchestration.statistics.glm import Family, NotFittedError, fit

_LEAST_SPREAD = 1e-9


@dataclass(frozen=True)
class Limits:
    """From how much evidence on a ratio is given, and how its band is found."""

    leaders: float
    events: float
    events_per_coefficient: float
    leaders_for_sandwich: float
    alpha: float


@dataclass(frozen=True)
class Association:
    """Ratio of odds or of rates for one step of the score; band_method: sandwich or jackknife."""

    estimate: float
    lower: float
    upper: float
    p_value: float
    band_method: str


def associate(cells: Cells, family: Family, limits: Limits) -> Association | str:
    """The adjusted ratio, or why none is given.

    Logit of a month's event (a discrete-time hazard) or logarithm of a rate on the score, with a
    coefficient for each month and each category of the controls; band and p by Student's t on one
    less than the clusters. The first factor is the month: where events are rare its coefficients
    leave the slope as it is, so that they need no events of their own. Assumes that months and
    categories act alike at every score. Allison (1982), Sociological Methodology 13:61; Singer and
    Willett (2003), chapter 11.
    """
    if cells.cluster_count < limits.leaders:
        return "too_few_leaders"
    if cells.events.sum() < limits.events:
        return "too_few_events"
    told = cells.informative(family.has_ceiling)
    of_controls = told.width - int(told.factors[0].max(initial=0)) if told.factors else 1
    if told.events.sum() < limits.events_per_coefficient * (of_controls + 1):
        return "too_few_events_for_the_controls"
    if told.cluster_count < limits.leaders:
        return "too_few_leaders"
    try:
        fitted = fit(told, family)
    except NotFittedError:
        return "events_told_apart_completely"
    inverse = np.linalg.pinv(fitted.information, hermitian=True)
    if inverse[-1, -1] < _LEAST_SPREAD or not _is_identified(fitted.information):
        return "score_does_not_vary"
    is_large = told.cluster_count >= limits.leaders_for_sandwich
    error = fitted.sandwich_error() if is_large else fitted.jackknife_error(told, family)
    if not error > 0:
        return "no_variation"
    free = told.cluster_count - 1
    quantile = t.ppf(1 - limits.alpha / 2, free)
    low, middle, high = np.exp(fitted.slope + np.array([-1, 0, 1]) * quantile * error)
    return Association(
        estimate=float(middle),
        lower=float(low),
        upper=float(high),
        p_value=float(2 * t.sf(abs(fitted.slope) / error, free)),
        band_method="sandwich" if is_large else "jackknife",
    )


def _is_identified(information: np.ndarray) -> bool:
    """Whether the score holds anything that months and controls do not."""
    rest = information[:-1, :-1]
    shared = information[-1, :-1] @ np.linalg.pinv(rest, hermitian=True) @ information[:-1, -1]
    return bool(information[-1, -1] - shared > _LEAST_SPREAD * max(information[-1, -1], 1.0))
