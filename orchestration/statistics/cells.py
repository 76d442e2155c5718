"""Counted cells for a regression: trials and events by categories and one score.

A million people are a few cells for each leader and month: what is held in memory is the
cells, and of their design matrix no more than one chunk at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

_CHUNK = 200_000


@dataclass(frozen=True)
class Cells:
    """Arrays of one length. score: what the events are compared by, in steps.

    trials, events: how often it could happen and did; factors: categories of each control, as
    codes from 0; clusters: codes from 0 of what repeats itself, the leader.
    """

    trials: np.ndarray
    events: np.ndarray
    score: np.ndarray
    clusters: np.ndarray
    factors: tuple[np.ndarray, ...] = ()

    @property
    def width(self) -> int:
        """Columns of the design without the score."""
        return 1 + sum(int(codes.max(initial=0)) for codes in self.factors)

    @property
    def cluster_count(self) -> int:
        """Clusters that have trials."""
        return len(np.unique(self.clusters))

    def chunks(self) -> Iterator[tuple[slice, np.ndarray]]:
        """Rows and their design: a constant, all categories but the first, the score last."""
        width = self.width + 1
        for start in range(0, len(self.trials), _CHUNK):
            rows = slice(start, min(start + _CHUNK, len(self.trials)))
            design = np.zeros((rows.stop - start, width))
            design[:, 0] = 1.0
            design[:, -1] = self.score[rows]
            place, lines = 0, np.arange(len(design))
            for codes in self.factors:
                there = codes[rows] > 0
                design[lines[there], place + codes[rows][there]] = 1.0
                place += int(codes.max(initial=0))
            yield rows, design

    def where(self, rows: np.ndarray) -> "Cells":
        """The cells that a mask picks, codes closed up."""
        return replace(
            self,
            trials=self.trials[rows],
            events=self.events[rows],
            score=self.score[rows],
            clusters=codes_of(self.clusters[rows]),
            factors=tuple(codes_of(codes[rows]) for codes in self.factors),
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
    return np.unique(values, return_inverse=True)[1].astype(np.int32)
