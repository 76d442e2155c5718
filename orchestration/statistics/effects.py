"""Change of the trained beyond that of those not yet trained, from sums by leader and period.

No two-way fixed effects: under staggered training these compare the trained with the trained.
"""

from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Panel:
    """numerators, denominators: leaders x periods, 0 where a leader has no value.

    first_trained: by leader, the index of the period of training; infinite when not yet.
    events: leaders x periods, what was counted; None where nothing is counted.
    """

    numerators: np.ndarray
    denominators: np.ndarray
    first_trained: np.ndarray
    events: np.ndarray | None = None

    def only(self, kept: np.ndarray) -> "Panel":
        """The panel without the values of the leaders who are not kept; they keep their rows."""
        return replace(self, denominators=np.where(kept[:, None], self.denominators, 0.0))


@dataclass(frozen=True)
class Effect:
    """influence: by leader, how far the leader moves the estimate; its squares add up to the
    variance. event_count: None where nothing is counted.
    """

    estimate: float
    influence: np.ndarray
    treated: np.ndarray
    comparison: np.ndarray
    event_count: int | None

    @property
    def standard_error(self) -> float:
        """Of independent leaders, each arm with its own spread (Welch)."""
        return float(np.sqrt((self.influence**2).sum()))

    @property
    def degrees_of_freedom(self) -> float:
        """Welch (1947) and Satterthwaite (1946), from the two arms."""
        return degrees_of_freedom(self.influence, self.treated)


def degrees_of_freedom(influence: np.ndarray, is_treated: np.ndarray) -> float:
    """Welch's and Satterthwaite's degrees of freedom of a sum of two arms' influence."""
    moved = influence != 0
    arms = [influence[moved & (is_treated == side)] for side in (True, False)]
    variances = np.array([(arm**2).sum() for arm in arms])
    sizes = np.array([max(len(arm) - 1, 1) for arm in arms])
    below = (variances**2 / sizes).sum()
    return float(variances.sum() ** 2 / below) if below > 0 else 1.0


def group_time_effect(
    panel: Panel, is_cohort: np.ndarray, trained_at: int, period: int
) -> Effect | None:
    """ATT(g, t) of a cohort trained at g, in the indicator's unit; None without either arm.

    Change of the cohort from g - 1 to t less that of the leaders not trained by then, each arm
    the ratio of its sums over leaders with a value in both. Before training (t < g) it is the
    placebo of a pre-trend. Assumes parallel trends and no effect before training. Callaway and
    Sant'Anna (2021), Journal of Econometrics 225:200, with the comparison "not yet treated".
    """
    base = trained_at - 1
    has_both = (panel.denominators[:, period] > 0) & (panel.denominators[:, base] > 0)
    is_waiting = (panel.first_trained > max(period, base)) & (panel.first_trained != trained_at)
    treated, comparison = has_both & is_cohort, has_both & is_waiting & ~is_cohort
    if not treated.any() or not comparison.any():
        return None
    gain, gained = _change(panel, treated, base, period)
    drift, drifted = _change(panel, comparison, base, period)
    events = panel.events
    counted = treated | comparison
    return Effect(
        estimate=gain - drift,
        influence=gained - drifted,
        treated=treated,
        comparison=comparison,
        event_count=None
        if events is None
        else round(events[counted, period].sum() + events[counted, base].sum()),
    )


def _change(panel: Panel, arm: np.ndarray, base: int, period: int) -> tuple[float, np.ndarray]:
    """Change of an arm's ratio of sums, and each leader's influence on it."""
    change, influence = 0.0, np.zeros(len(arm))
    for sign, at in ((1, period), (-1, base)):
        above, below = panel.numerators[arm, at], panel.denominators[arm, at]
        ratio = above.sum() / below.sum()
        change += sign * ratio
        influence[arm] += sign * (above - ratio * below) / below.sum()
    size = int(arm.sum())
    return float(change), influence * np.sqrt(size / (size - 1)) if size > 1 else influence
