"""Omega of each instrument version: the share of a total's variance that one factor explains."""

import warnings

import numpy as np
import pandas as pd
from statsmodels.multivariate.factor import Factor
from statsmodels.tools.sm_exceptions import ConvergenceWarning, EstimationWarning

from orchestration.statistics.inputs import Inputs, relation

_KEYS = ["instrument_id", "instrument_version", "construct"]
_FEWEST_ITEMS = 3
_FLAT, _LEAST_UNIQUENESS = 1e-4, 1e-3
_SAME_ON_EVERY_RUN = 12  # decimals: the last bits of a sum hang on the order of threads


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each instrument version and construct, with omega or why there is none."""
    forms = relation("int_forms_completed")
    rows = []
    for key in inputs.frame(f"select distinct {', '.join(_KEYS)} from {forms}").itertuples(
        index=False
    ):
        found = correlations(inputs, key)
        reason = _obstacle(found)
        omega = None if reason else omega_total(found)
        if reason is None and omega is None:
            reason = "no_proper_solution"
        rows.append({**key._asdict(), "omega_total": omega, "omega_reason": reason})
    return pd.DataFrame(rows, columns=[*_KEYS, "omega_total", "omega_reason"])


def correlations(inputs: Inputs, key: tuple[str, str, str]) -> np.ndarray:
    """Correlations of the scored items over complete forms: an items x items matrix."""
    pairs = inputs.connection.execute(
        f"""
        with answers as (
            select form_id, leader_id, wave_id, item_id, scored_value
            from {relation("int_forms_completed")}
            where instrument_id = $1 and instrument_version = $2 and construct = $3
        )
        select one.item_id, other.item_id, corr(one.scored_value, other.scored_value)
        from answers as one
        inner join answers as other
            on one.form_id = other.form_id and one.leader_id is not distinct from other.leader_id
        group by 1, 2
        order by 1, 2
        """,
        list(key),
    ).fetchall()
    items = sorted({one for one, _, _ in pairs})
    matrix = np.full((len(items), len(items)), np.nan)
    places = {item: place for place, item in enumerate(items)}
    for one, other, value in pairs:
        matrix[places[one], places[other]] = np.nan if value is None else value
    return matrix.round(_SAME_ON_EVERY_RUN)


def omega_total(correlation: np.ndarray) -> float | None:
    """McDonald's omega from a correlation matrix of items, one factor by maximum likelihood.

    omega = (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses), without unit.
    Assumes one common factor and uncorrelated errors. None where the likelihood has no maximum
    with room for an error in every item. McDonald (1999), Test Theory, p. 89.
    """
    model = Factor(corr=correlation, n_factor=1, method="ml")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", (ConvergenceWarning, EstimationWarning))
        fitted = model.fit(start=_principal_start(correlation))
    slope = np.abs(model.mle_retvals.jac).max()
    if slope > _FLAT or fitted.uniqueness.min() < _LEAST_UNIQUENESS:
        return None
    common = fitted.loadings[:, 0].sum() ** 2
    return float(common / (common + fitted.uniqueness.sum()))


def _principal_start(correlation: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Loadings (items x 1) and uniquenesses of the first component.

    Left to itself the fit begins at a random place, and no two runs give the same digits.
    """
    values, vectors = np.linalg.eigh(correlation)
    loadings = np.sqrt(values[-1]) * vectors[:, -1:]
    return loadings, np.clip(1 - loadings[:, 0] ** 2, 0.05, 0.95)


def _obstacle(correlation: np.ndarray) -> str | None:
    """Why no factor can be fitted, or None."""
    if len(correlation) < _FEWEST_ITEMS:
        return "too_few_items"
    if not np.isfinite(correlation).all():
        return "item_without_spread"
    if np.linalg.matrix_rank(correlation) < len(correlation):
        return "items_not_independent"
    return None
