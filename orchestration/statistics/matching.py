"""Pairs of a treated and an untreated unit that were alike before."""

import warnings

import numpy as np
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM

_FARTHEST_LOGIT = 20.0
_LEAST_LENGTH = 1e-9


class NoOverlapError(ArithmeticError):
    """The covariates tell the two groups apart completely: nobody is comparable."""


def propensity(covariates: np.ndarray, is_treated: np.ndarray) -> np.ndarray:
    """Logit of the chance to be treated, given units x covariates, by logistic regression.

    Rosenbaum and Rubin (1983), Biometrika 70:41. Raises `NoOverlapError`.
    """
    centered = covariates - covariates.mean(axis=0)
    scaled = centered / np.where(centered.std(axis=0) > 0, centered.std(axis=0), 1.0)
    directions, lengths, _ = np.linalg.svd(scaled, full_matrices=False)
    independent = directions[:, lengths > _LEAST_LENGTH * lengths.max(initial=1.0)]
    design = np.column_stack([np.ones(len(scaled)), independent * np.sqrt(len(scaled))])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a perfect separation is seen below
        fitted = GLM(is_treated.astype(float), design, family=Binomial()).fit()
    logit = design @ fitted.params
    if not fitted.converged or np.abs(logit).max() > _FARTHEST_LOGIT:
        raise NoOverlapError("the groups do not overlap")
    return logit


def nearest_pairs(
    distance: np.ndarray, is_treated: np.ndarray, caliper: float | None = None
) -> np.ndarray:
    """Greedy one-to-one matching without replacement: pairs x (treated, control), as indexes.

    The treated with the largest distance score choose first; among equals the first comes first.
    caliper: farthest allowed apart, in standard deviations of the score; who finds nobody within
    it stays out. Austin (2011), Pharmaceutical Statistics 10:150, for .2 on the logit.
    """
    limit = np.inf if caliper is None else caliper * distance.std(ddof=1)
    treated, control = np.flatnonzero(is_treated), np.flatnonzero(~is_treated)
    free = _Free(distance[control])
    pairs = []
    for unit in treated[np.argsort(-distance[treated], kind="stable")]:
        nearest = free.take_nearest(float(distance[unit]), limit)
        if nearest is not None:
            pairs.append((unit, control[nearest]))
    return np.array(pairs, dtype=int).reshape(-1, 2)


class _Free:
    """Values that are still free, of which the nearest one can be taken in nearly no time.

    Equal values are taken in their order. Each distinct value points to the next one, down and up,
    that has any left: a disjoint-set forest (Tarjan 1975).
    """

    def __init__(self, values: np.ndarray) -> None:
        self.distinct, kind = np.unique(values, return_inverse=True)
        self.members = np.argsort(kind, kind="stable").tolist()
        ends = np.cumsum(np.bincount(kind, minlength=len(self.distinct)))
        self.next = np.append(0, ends[:-1]).tolist()
        self.end = ends.tolist()
        count = len(self.distinct)
        self.down, self.up = list(range(count + 1)), list(range(count + 1))

    def take_nearest(self, value: float, limit: float) -> int | None:
        """Position of the nearest free value, the first of those equally near, no longer free."""
        place = int(np.searchsorted(self.distinct, value))
        below = _root(self.down, place) - 1  # `down` and `up` count from 1 and from 0
        above = _root(self.up, place)
        found = [one for one in (below, above) if 0 <= one < len(self.distinct)]
        apart = {one: abs(float(self.distinct[one]) - value) for one in found}
        near = [one for one in found if apart[one] == min(apart.values()) <= limit]
        if not near:
            return None
        chosen = min(near, key=lambda one: self.members[self.next[one]])
        taken = self.members[self.next[chosen]]
        self.next[chosen] += 1
        if self.next[chosen] == self.end[chosen]:
            self.down[chosen + 1], self.up[chosen] = chosen, chosen + 1
        return taken


def _root(parents: list[int], place: int) -> int:
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place
