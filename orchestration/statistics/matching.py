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
    free = distance[control].astype(float)
    pairs = []
    for unit in treated[np.argsort(-distance[treated], kind="stable")]:
        apart = np.abs(free - distance[unit])
        nearest = int(np.nanargmin(apart)) if np.isfinite(apart).any() else -1
        if nearest >= 0 and apart[nearest] <= limit:
            pairs.append((unit, control[nearest]))
            free[nearest] = np.nan
    return np.array(pairs, dtype=int).reshape(-1, 2)
