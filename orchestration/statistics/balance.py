"""How alike two groups are in what was known of them before: the gate of a matched comparison."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Balance:
    """Per covariate; mean_differences in standard deviations, variance_ratios null for shares."""

    names: tuple[str, ...]
    mean_differences: np.ndarray
    variance_ratios: np.ndarray

    @property
    def largest_mean_difference(self) -> float:
        """The largest absolute difference; 0 without covariates."""
        return float(np.abs(self.mean_differences).max(initial=0.0))

    @property
    def widest_variance_ratio(self) -> float | None:
        """The ratio farthest from one on a logarithmic scale; None without a number."""
        known = self.variance_ratios[np.isfinite(self.variance_ratios)]
        if not len(known):
            return None
        with np.errstate(divide="ignore"):
            return float(known[np.abs(np.log(known)).argmax()])

    def is_comparable(self, most_difference: float, least_ratio: float, most_ratio: float) -> bool:
        """Whether an effect may be shown: every covariate within the limits."""
        ratio = self.widest_variance_ratio
        return self.largest_mean_difference < most_difference and (
            ratio is None or least_ratio <= ratio <= most_ratio
        )


def balance(
    names: tuple[str, ...],
    values: np.ndarray,
    is_treated: np.ndarray,
    rows: np.ndarray | None = None,
) -> Balance:
    """Balance of `rows` (all without), scaled by the spread of all who are treated.

    Standardized mean difference: (mean treated - mean control) / sd of the treated before
    matching, sqrt(p (1 - p)) for a share; where the treated are all alike, of both pooled.
    Ho, Imai, King and Stuart (2011), Journal of Statistical Software 42(8); Stuart (2010),
    Statistical Science 25:1. values: leaders x covariates; rows: indexes.
    """
    picked = np.arange(len(values)) if rows is None else rows
    treated, control = (values[picked[is_treated[picked] == side]] for side in (True, False))
    is_share = np.isin(values, (0.0, 1.0)).all(axis=0)
    of_treated = _spread(values[is_treated], is_share)
    of_others = _spread(values[~is_treated], is_share)

    scale = np.where(of_treated > 0, of_treated, np.sqrt((of_treated**2 + of_others**2) / 2))
    difference = treated.mean(axis=0) - control.mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = np.where(np.abs(difference) < 1e-12, 0.0, difference / scale)
        ratios = treated.var(axis=0, ddof=1) / control.var(axis=0, ddof=1)
    return Balance(names, scaled, np.where(is_share, np.nan, ratios))


def _spread(values: np.ndarray, is_share: np.ndarray) -> np.ndarray:
    """Standard deviation by covariate; that of a share is sqrt(p (1 - p))."""
    shares = values.mean(axis=0)
    of_shares = np.sqrt(np.maximum(shares * (1 - shares), 0.0))
    return np.where(is_share, of_shares, values.std(axis=0, ddof=1))


def finite(value: float | None) -> float | None:
    """The value, or None where groups differ without any spread: no number says how far."""
    return float(value) if value is not None and np.isfinite(value) else None
