"""What becomes of the tests of a run: one family, adjusted, and raised where it lasts and matters.

As arrays of tests x months; a month is a run, and all that is tested in it is one family.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from scipy.stats import false_discovery_control

_DECLINE = "decline_persists"
_EXCESS = "more_incidents_than_expected"


@dataclass(frozen=True)
class Family:
    """Tests x months. p_value: NaN where not judged; level: held against; effect: distance from it.

    needs_lasting: whether one run is not enough; is_large_enough: people; is_long_enough: baseline.
    """

    p_value: np.ndarray
    level: np.ndarray
    effect: np.ndarray
    baseline_months: np.ndarray
    is_large_enough: np.ndarray
    is_long_enough: np.ndarray
    needs_lasting: np.ndarray

    @classmethod
    def stacked(cls, parts: Sequence["Family"]) -> "Family":
        """All of them as one family for each month."""
        names = [one.name for one in fields(cls)]
        return cls(*(np.vstack([getattr(part, name) for part in parts]) for name in names))


def judge(tests: Family, rate: float, runs: int, least_effect: float) -> dict[str, np.ndarray]:
    """Columns of the verdict on each test of each month.

    rate: false discoveries accepted in a family; runs: how often in a row a test that needs to last
    must be significant; least_effect: the smallest of such a test that matters.
    """
    adjusted = np.column_stack([adjust(one) for one in tests.p_value.T])
    size = np.broadcast_to(np.isfinite(tests.p_value).sum(axis=0), adjusted.shape)
    significant = adjusted <= rate
    reasons = (
        ("too_few_people", ~tests.is_large_enough),
        ("baseline_too_short", ~tests.is_long_enough),
        ("no_spread", np.isnan(tests.p_value)),
        ("within_chance", ~significant),
        (_EXCESS, ~tests.needs_lasting),
        ("waits_for_next_run", ~lasting(significant, runs)),
        ("too_small_to_matter", ~(tests.effect >= least_effect)),
    )
    reason = np.select([where for _, where in reasons], [name for name, _ in reasons], _DECLINE)
    is_judged = np.isfinite(tests.p_value)
    is_raised = np.isin(reason, [_DECLINE, _EXCESS])
    return {
        "baseline_months": tests.baseline_months,
        "baseline_estimate": tests.level,
        "effect": tests.effect,
        "p_value": tests.p_value,
        "adjusted_p_value": adjusted,
        "family_size": np.where(is_judged, size, 0),
        "alert_state": np.select([~is_judged, is_raised], ["not_evaluated", "raised"], "quiet"),
        "alert_reason": reason,
    }


def adjust(p_values: np.ndarray) -> np.ndarray:
    """Adjusted p values of one family; NaN is no member of it.

    Benjamini and Hochberg (1995), Controlling the False Discovery Rate: rejecting those at or below
    q accepts a share q of false ones. Assumes independence or positive dependence.
    """
    adjusted, is_tested = np.full(len(p_values), np.nan), np.isfinite(p_values)
    if is_tested.any():
        adjusted[is_tested] = false_discovery_control(p_values[is_tested], method="bh")
    return adjusted


def lasting(significant: np.ndarray, runs: int) -> np.ndarray:
    """Where a column and those before it, `runs` in all, are significant."""
    found = significant.copy()
    for back in range(1, runs):
        found[:, back:] &= significant[:, :-back]
        found[:, :back] = False
    return found
