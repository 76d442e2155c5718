"""Sums over scopes and periods from which true values follow. Knows no effect and no feed."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
import pandas as pd

from seeds.sample.reference import load_reference

COMPANY, BUSINESS_UNIT, LEADER = "company", "business_unit", "leader"
GRAIN_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Key(NamedTuple):
    """One published number; `period` is its first month (`t`)."""

    indicator_id: str
    construct: str
    scope_type: str
    scope_id: str
    period_grain: str
    period: int


def period_of(t: np.ndarray, grain: str) -> np.ndarray:
    """The first month of the period that holds each month."""
    return np.asarray(t) // GRAIN_MONTHS[grain] * GRAIN_MONTHS[grain]


def scopes_of(unit: str) -> tuple[tuple[str, str], ...]:
    """The scopes above a leader."""
    return ((COMPANY, COMPANY), (BUSINESS_UNIT, unit))


class Sums:
    """Numerator and denominator of each published number. One entry per number."""

    def __init__(self) -> None:
        """Start empty, with the grains and constructs of the catalog."""
        self.totals: dict[Key, np.ndarray] = defaultdict(lambda: np.zeros(2))
        rows = load_reference().indicators
        self.grains, self.constructs = (
            {
                name: listed.split("|")
                for name, listed in zip(rows["indicator_id"], rows[column], strict=True)
            }
            for column in ("grains", "constructs")
        )

    def add_ratio(
        self,
        name: tuple[str, str],
        units: np.ndarray,
        t: np.ndarray,
        numerator: np.ndarray,
        denominator: np.ndarray,
    ) -> None:
        """Add parts of a ratio; name is indicator_id and construct, the arrays align."""
        parts = pd.DataFrame({"unit": units, "t": t, "num": numerator, "den": denominator})
        parts = parts[parts["den"] > 0].groupby(["unit", "t"])[["num", "den"]].sum()
        for (unit, month), row in parts.iterrows():
            for grain in self.grains[name[0]]:
                period = int(period_of(month, grain))
                for scope in scopes_of(unit):
                    self.totals[Key(*name, *scope, grain, period)] += row.to_numpy()

    def add_period(
        self, name: tuple[str, str], units: np.ndarray, counted: np.ndarray, grain: str, period: int
    ) -> None:
        """Add people, each counted or not, to one period of their unit."""
        for unit, part in pd.Series(counted).groupby(units):
            for scope in scopes_of(unit):
                self.totals[Key(*name, *scope, grain, period)] += (part.sum(), len(part))

    def add_means(
        self,
        name: tuple[str, str],
        people: pd.DataFrame,
        months: np.ndarray,
        scores: np.ndarray,
        *,
        by_leader: bool,
    ) -> None:
        """Add leaders' scores (leader, month), NaN where there is none.

        A leader's score of a period is the mean of its months, a group's the mean over leaders.
        """
        for grain in self.grains[name[0]]:
            periods = period_of(months, grain)
            for period in np.unique(periods):
                part = scores[:, periods == period]
                rows = np.flatnonzero(~np.isnan(part).all(axis=1))
                own = np.nanmean(part[rows], axis=1)
                self._add_leaders(name, (grain, int(period)), people.iloc[rows], own, by_leader)

    def _add_leaders(
        self,
        name: tuple[str, str],
        when: tuple[str, int],
        people: pd.DataFrame,
        own: np.ndarray,
        by_leader: bool,
    ) -> None:
        self.totals[Key(*name, COMPANY, COMPANY, *when)] += (own.sum(), len(own))
        for unit, part in pd.Series(own).groupby(people["unit"].to_numpy()):
            self.totals[Key(*name, BUSINESS_UNIT, unit, *when)] += (part.sum(), len(part))
        if by_leader:
            for leader_id, value in zip(people["leader_id"], own, strict=True):
                self.totals[Key(*name, LEADER, leader_id, *when)] += (value, 1)

    def values(self) -> dict[Key, float]:
        """The ratio of each entry."""
        return {key: num / den for key, (num, den) in self.totals.items()}
