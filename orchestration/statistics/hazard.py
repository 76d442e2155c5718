"""Events in discrete time: the life table of the periods followed."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class LifeTable:
    """One value for each period, in order.

    hazard: events per person at risk; surviving: share without the event at the period's end;
    the errors are standard errors, Greenwood's for the survivors.
    """

    hazard: np.ndarray
    hazard_error: np.ndarray
    surviving: np.ndarray
    surviving_error: np.ndarray

    def median_periods(self) -> float | None:
        """Periods until half have had the event, between periods by a line; None if never."""
        below = np.flatnonzero(self.surviving < 0.5)
        if not len(below):
            return None
        last = int(below[0])
        before = self.surviving[last - 1] if last else 1.0
        return float(last + (before - 0.5) / (before - self.surviving[last]))


def life_table(at_risk: np.ndarray, events: np.ndarray) -> LifeTable:
    """The life table of people at risk and events by period.

    h = d / n, S = product of (1 - h), Greenwood's error S sqrt(sum of h / (n (1 - h))). Assumes
    that leaving for other reasons says nothing of the event. Singer and Willett (2003), Applied
    Longitudinal Data Analysis, chapter 10; Greenwood (1926).
    """
    hazard = events / at_risk
    surviving = np.cumprod(1.0 - hazard)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(hazard / (at_risk * (1.0 - hazard)))
        return LifeTable(
            hazard=hazard,
            hazard_error=np.sqrt(hazard * (1.0 - hazard) / at_risk),
            surviving=surviving,
            surviving_error=surviving * np.sqrt(greenwood),
        )
