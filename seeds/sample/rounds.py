"""True values that are no plain ratio: promotion pools, resolution times, rater agreement."""

from collections import defaultdict
from statistics import NormalDist

import numpy as np
import pandas as pd

from seeds.sample.block import Block
from seeds.sample.observations import expert_scores, off_scores
from seeds.sample.reference import load_reference
from seeds.sample.sums import Key, period_of, scopes_of

PRECISION = 1e-9


class Pools:
    """Expected promotions and people of each group of each pool."""

    def __init__(self) -> None:
        """Start empty."""
        self._groups: dict[Key, dict[str, np.ndarray]] = defaultdict(
            lambda: defaultdict(lambda: np.zeros(2))
        )

    def add(self, pool: pd.DataFrame, grains: dict[str, list[str]]) -> None:
        """Add the eligible people of a block's rounds, with their chance."""
        pool = pool[pool["is_eligible"]]
        name = "promotion_impact_ratio"
        for dimension in ("gender", "ethnicity"):
            for (unit, t, group), part in pool.groupby(["unit", "t", dimension]):
                for grain in grains[name]:
                    for scope in scopes_of(unit):
                        key = Key(name, dimension, *scope, grain, int(period_of(t, grain)))
                        self._groups[key][group] += (part["chance"].sum(), len(part))

    def values(self) -> dict[Key, float]:
        """Lowest over highest expected rate; `all` is the lower of the two dimensions."""
        found: dict[Key, float] = {}
        for key, groups in self._groups.items():
            total = sum(people for _, people in groups.values())
            smallest = total * load_reference().threshold("equity_min_pool_share")
            rates = [e / n for e, n in groups.values() if n >= smallest]
            found[key] = min(rates) / max(rates)
            overall = key._replace(construct="all")
            found[overall] = min(found.get(overall, np.inf), found[key])
        return found


class Resolution:
    """How many cases are expected when, each with a log-normal time to close."""

    def __init__(self) -> None:
        """Start empty."""
        self._expected: dict[tuple[str, str, int], float] = defaultdict(float)
        self._medians = np.array([])
        self.log_spread = 1.0

    def add(
        self, units: np.ndarray, t: np.ndarray, expected: np.ndarray, medians: np.ndarray
    ) -> None:
        """Add expected cases per unit and month; `medians` are days per month."""
        self._medians = medians
        parts = pd.Series(expected).groupby([units, t]).sum()
        for (unit, month), count in parts.items():
            for scope in scopes_of(unit):
                self._expected[(*scope, int(month))] += count

    def values(self, grains: list[str]) -> dict[Key, float]:
        """The median of the mixture of each period's months."""
        mixtures: dict[Key, list[tuple[float, int]]] = defaultdict(list)
        for (*scope, month), count in self._expected.items():
            for grain in grains:
                period = int(period_of(month, grain))
                mixtures[Key("case_resolution_days", "all", *scope, grain, period)].append(
                    (count, month)
                )
        return {key: self._median(parts) for key, parts in mixtures.items()}

    def _median(self, parts: list[tuple[float, int]]) -> float:
        logs = [float(np.log(self._medians[month])) for _, month in parts]
        spread, total = NormalDist(sigma=self.log_spread), sum(count for count, _ in parts)
        low, high = min(logs), max(logs)
        while high - low > PRECISION:
            middle = (low + high) / 2
            closed = sum(
                count * spread.cdf(middle - log)
                for (count, _), log in zip(parts, logs, strict=True)
            )
            low, high = (middle, high) if closed < total / 2 else (low, middle)
        return float(np.exp((low + high) / 2))


def agreement(block: Block) -> float:
    """Krippendorff's alpha for many observers of the block's accuracy.

    Nominal over the binary clips, ordinal over the others; the mean of the two, weighted by clips.
    """
    behaviors = load_reference().behaviors
    expert, accuracy = expert_scores(block), block.parameters.calibration_accuracy
    off, binary = off_scores(expert, behaviors), (behaviors["scale"] == "binary").to_numpy()
    scores = np.arange(expert.max() + 2)
    chances = accuracy * (expert[:, None] == scores) + (1 - accuracy) * (off[:, None] == scores)
    parts = ((binary, np.ones((len(scores),) * 2)), (~binary, None))
    return float(
        sum(of.sum() * _alpha(chances[of], distances) for of, distances in parts if of.any())
        / len(behaviors)
    )


def _alpha(chances: np.ndarray, distances: np.ndarray | None) -> float:
    """Alpha from the (clip, score) chances; distances None: the squared ordinal ones."""
    marginal = chances.mean(axis=0)
    if distances is None:
        middle = marginal.cumsum() - marginal / 2
        distances = (middle[:, None] - middle[None, :]) ** 2
    distances = distances * (1 - np.eye(len(marginal)))
    observed = np.einsum("uc,uk,ck->u", chances, chances, distances).mean()
    return 1 - observed / (marginal @ distances @ marginal)
