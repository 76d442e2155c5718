"""Logit and Poisson regression on counted cells, with errors that hold within clusters.

Each Newton step is a few sums over the cells, so that memory does not grow with people nor with
coefficients; `statsmodels` needs the whole design, and the tests hold this fit against it.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from orchestration.statistics.cells import Cells

_MOST_STEPS = 50
_TOLERANCE = 1e-10
_FARTHEST = 30.0


class NotFittedError(ArithmeticError):
    """The likelihood has no maximum within reach: the events are told apart completely."""


@dataclass(frozen=True)
class Family:
    """A distribution with its canonical link. has_ceiling: no more events than trials."""

    name: str
    has_ceiling: bool

    def mean(self, predicted: np.ndarray) -> np.ndarray:
        """Expected events for each trial."""
        return expit(predicted) if self.has_ceiling else np.exp(np.minimum(predicted, 700.0))

    def spread(self, mean: np.ndarray) -> np.ndarray:
        """Variance of the events for each trial, where they are independent."""
        return mean * (1.0 - mean) if self.has_ceiling else mean

    def start(self, share: float) -> float:
        """The constant that gives this mean."""
        return float(np.log(share / (1.0 - share)) if self.has_ceiling else np.log(share))


LOGIT = Family("logit", has_ceiling=True)
POISSON = Family("poisson", has_ceiling=False)


@dataclass(frozen=True)
class Fit:
    """coefficients: the constant, the categories, the score last; information: minus the Hessian.

    cluster_scores: gradient of the likelihood by cluster, one row each.
    """

    coefficients: np.ndarray
    information: np.ndarray
    cluster_scores: np.ndarray

    @property
    def slope(self) -> float:
        """The score's coefficient: the logarithm of a ratio for one step of the score."""
        return float(self.coefficients[-1])

    def sandwich_error(self) -> float:
        """CR1 standard error of the slope, for many clusters.

        The sandwich times G / (G - 1). Liang and Zeger (1986), Biometrika 73:13.
        """
        bread = np.linalg.pinv(self.information, hermitian=True)
        count = len(self.cluster_scores)
        spread = self.cluster_scores @ bread[-1]
        return float(np.sqrt((spread**2).sum() * count / (count - 1)))

    def jackknife_error(self, cells: Cells, family: Family) -> float:
        """CR3 standard error of the slope, for few clusters; memory is clusters x columns^2.

        sqrt((G - 1) / G times the sum of squared changes of the slope when a cluster is left out,
        each by one Newton step). Bell and McCaffrey (2002), Survey Methodology 28:169; MacKinnon,
        Nielsen and Webb (2023), Journal of Econometrics 232:272, recommend it.
        """
        _, weights = _moments(cells, family, self.coefficients)
        held = cells.products(weights, cells.clusters, len(self.cluster_scores))
        changes = [
            (np.linalg.pinv(self.information - own, hermitian=True) @ scores)[-1]
            for own, scores in zip(held, self.cluster_scores, strict=True)
        ]
        return float(np.sqrt(np.square(changes).sum() * (len(held) - 1) / len(held)))


def fit(cells: Cells, family: Family) -> Fit:
    """Maximum likelihood by Newton's steps.

    Assumes that `cells` are informative. McCullagh and Nelder (1989), Generalized Linear Models,
    section 2.5. Raises `NotFittedError`.
    """
    coefficients = np.zeros(cells.width + 1)
    coefficients[0] = family.start(cells.events.sum() / cells.trials.sum())
    for _ in range(_MOST_STEPS):
        residuals, weights = _moments(cells, family, coefficients)
        together = np.zeros(len(cells.trials), dtype=np.int64)
        information = cells.products(weights, together, 1)[0]
        gradient = cells.totals(residuals, together, 1)[0]
        step = np.linalg.pinv(information, hermitian=True) @ gradient
        coefficients = coefficients + np.clip(step, -2.0, 2.0)
        if not np.abs(coefficients).max() < _FARTHEST:
            break
        if np.abs(step).max() < _TOLERANCE:
            scores = cells.totals(residuals, cells.clusters, int(cells.clusters.max()) + 1)
            return Fit(coefficients, information, scores)
    raise NotFittedError("no maximum of the likelihood")


def _moments(
    cells: Cells, family: Family, coefficients: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """What each cell has beyond its expectation, and its variance."""
    mean = family.mean(cells.predicted(coefficients))
    return cells.events - cells.trials * mean, cells.trials * family.spread(mean)
