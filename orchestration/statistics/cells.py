"""Counted cells for a regression: trials and events by categories and one score.

A million people are a few cells for each leader and month. The design matrix, which would be many
times that, is never made: its sums are sums by category and by pairs of categories.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Cells:
    """Arrays of one length. score: what the events are compared by, in steps.

    trials, events: how often it could happen and did; factors: categories of each control, as
    codes from 0, of which the first is the reference; clusters: codes from 0 of what repeats
    itself, the leader.
    """

    trials: np.ndarray
    events: np.ndarray
    score: np.ndarray
    clusters: np.ndarray
    factors: tuple[np.ndarray, ...] = ()

    @property
    def sizes(self) -> tuple[int, ...]:
        """Categories of each factor."""
        return tuple(int(codes.max(initial=0)) + 1 for codes in self.factors)

    @property
    def width(self) -> int:
        """Coefficients without that of the score: a constant, all categories but the first."""
        return 1 + sum(size - 1 for size in self.sizes)

    @property
    def cluster_count(self) -> int:
        """Clusters that have trials."""
        return len(np.unique(self.clusters))

    def predicted(self, coefficients: np.ndarray) -> np.ndarray:
        """The linear predictor; coefficients: the constant, the categories, the score."""
        found = coefficients[0] + coefficients[-1] * self.score
        place = 1
        for codes, size in zip(self.factors, self.sizes, strict=True):
            found += np.append(0.0, coefficients[place : place + size - 1])[codes]
            place += size - 1
        return found

    def totals(self, values: np.ndarray, groups: np.ndarray, count: int) -> np.ndarray:
        """Sums of the design times values, by group: groups x coefficients."""
        blocks = [np.bincount(groups, values, count)[:, None]]
        for codes, size in zip(self.factors, self.sizes, strict=True):
            by_category = np.bincount(groups * size + codes, values, count * size)
            blocks.append(by_category.reshape(count, size)[:, 1:])
        blocks.append(np.bincount(groups, values * self.score, count)[:, None])
        return np.hstack(blocks)

    def products(self, weights: np.ndarray, groups: np.ndarray, count: int) -> np.ndarray:
        """Weighted sums of products of the design's columns: groups x coefficients squared."""
        by_constant = self.totals(weights, groups, count)
        by_score = self.totals(weights * self.score, groups, count)
        rows = [by_constant[:, None, :]]
        for codes, size in zip(self.factors, self.sizes, strict=True):
            within = self.totals(weights, groups * size + codes, count * size)
            rows.append(within.reshape(count, size, -1)[:, 1:])
        return np.concatenate([*rows, by_score[:, None, :]], axis=1)

    def where(self, rows: np.ndarray) -> "Cells":
        """The cells that a mask picks, codes closed up."""
        return Cells(
            self.trials[rows],
            self.events[rows],
            self.score[rows],
            codes_of(self.clusters[rows]),
            tuple(codes_of(codes[rows]) for codes in self.factors),
        )

    def informative(self, has_ceiling: bool) -> "Cells":
        """Without categories in which nothing happened, or, with a ceiling, everything did.

        Their own coefficient takes them up whole, at infinity: they say nothing of the score, and
        the maximum of the likelihood without them is the limit of the one with them.
        """
        keep = self.trials > 0
        for codes in self.factors:
            events = np.bincount(codes, self.events)
            misses = np.bincount(codes, self.trials) - events
            keep &= (events > 0)[codes] & ((misses > 0)[codes] | (not has_ceiling))
        return self if keep.all() else self.where(keep).informative(has_ceiling)


def codes_of(values: np.ndarray) -> np.ndarray:
    """Values as codes from 0, in their order."""
    return np.unique(values, return_inverse=True)[1].astype(np.int64)
