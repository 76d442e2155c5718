"""Several effects at once: their average, and a band that holds for all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm, t

from orchestration.statistics.effects import Effect, degrees_of_freedom

_SEED = 20251231
_CHUNK = 20


@dataclass(frozen=True)
class Bands:
    """half_widths: of the band around each effect; p_value: that none of them differs from 0."""

    half_widths: np.ndarray
    p_value: float


def average(effects: Sequence[Effect], weights: Sequence[float]) -> Effect:
    """The weighted mean of effects, leader by leader. Weights count as given, not as estimated."""
    shares = np.asarray(weights, float) / sum(weights)
    return Effect(
        estimate=float(shares @ [one.estimate for one in effects]),
        influence=sum(share * one.influence for share, one in zip(shares, effects, strict=True)),
        treated=np.any([one.treated for one in effects], axis=0),
        comparison=np.any([one.comparison for one in effects], axis=0),
        event_count=None,
    )


def half_width(effect: Effect, alpha: float) -> float:
    """Half the band of one effect, by Student's t on Welch's degrees of freedom."""
    return float(t.ppf(1 - alpha / 2, effect.degrees_of_freedom) * effect.standard_error)


def simultaneous(effects: Sequence[Effect], alpha: float, replicates: int) -> Bands:
    """The sup-t band of a course of effects, by a multiplier bootstrap over leaders.

    Each leader's influence is given a random sign, the same for every effect; the band is as wide
    as the largest effect in standard errors is in all but alpha of the draws, widened as Student's
    t is wider than the normal where leaders are few. Callaway and Sant'Anna (2021), algorithm 1;
    Montiel Olea and Plagborg-Moller (2019), Journal of Applied Econometrics 34:1. An effect
    without spread has a half width of nan.
    """
    influence = np.column_stack([one.influence for one in effects])
    errors = np.array([one.standard_error for one in effects])
    free = np.array([degrees_of_freedom(one.influence, one.treated) for one in effects])
    widening = t.ppf(1 - alpha / 2, free) / norm.ppf(1 - alpha / 2)
    spread = errors > 0
    if not spread.any():
        return Bands(np.full(len(effects), np.nan), np.nan)
    largest = _largest_of_draws(influence[:, spread] / errors[spread], replicates)
    critical = max(np.quantile(largest, 1 - alpha), norm.ppf(1 - alpha / 2))
    observed = max(
        abs(one.estimate) / width
        for one, width, has_spread in zip(effects, widening * errors, spread, strict=True)
        if has_spread
    )
    return Bands(
        np.where(spread, critical * widening * errors, np.nan),
        float((1 + (largest >= observed).sum()) / (1 + replicates)),
    )


def _largest_of_draws(scaled: np.ndarray, replicates: int) -> np.ndarray:
    """Largest absolute column sum of leaders x effects under random signs, by replicate."""
    generator = np.random.default_rng([_SEED, *scaled.shape])
    largest = np.empty(replicates)
    for start in range(0, replicates, _CHUNK):
        count = min(_CHUNK, replicates - start)
        signs = generator.choice([-1.0, 1.0], (count, len(scaled)))
        largest[start : start + count] = np.abs(signs @ scaled).max(axis=1)
    return largest
