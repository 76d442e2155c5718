"""What the training adds to each cohort: the true effect, by periods since the cohort's training.

The same leaders with and without it, so nothing that moves everybody is in it. Weighed as the
published number is: leaders alike for scores and shares, by what was worked for rates and meetings.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from seeds.sample.answers import expected_answers
from seeds.sample.block import Block
from seeds.sample.effects import Effects
from seeds.sample.reference import load_reference
from seeds.sample.sums import GRAIN_MONTHS, period_of
from seeds.sample.timeline import HISTORY_MONTHS, Timeline
from seeds.sample.truth import SURVEY_INDICATORS


class EffectKey(NamedTuple):
    """One true effect; event_period counts periods since that of the training, which is 0."""

    cohort_id: str
    indicator_id: str
    period_grain: str
    event_period: int


class Impact:
    """Sums from which the true effects follow. Memory: one entry per effect."""

    def __init__(self, timeline: Timeline) -> None:
        """Start empty, with the shortest grain of each indicator."""
        self._timeline = timeline
        self._totals: dict[EffectKey, np.ndarray] = defaultdict(lambda: np.zeros(2))
        rows = load_reference().indicators
        self._grain_of = {
            name: grains.split("|")[0]
            for name, grains in zip(rows["indicator_id"], rows["grains"], strict=True)
        }

    def add_block(self, block: Block) -> None:
        """Add what the training adds to each leader of the block."""
        untrained = replace(block, effects=block.effects.untrained)
        gained, without = block.effects, untrained.effects
        there, worked = block.in_post, block.exposure()
        time = self._timeline
        every, quarters = range(time.count), range(0, time.count - 2, 3)
        for indicator_id, instrument_id in SURVEY_INDICATORS.items():
            scores, as_before = (
                expected_answers(instrument_id, one).mean(axis=2) for one in (block, untrained)
            )
            months = time.rating_waves if instrument_id == "E360" else time.monthly
            self._add(block, indicator_id, scores - as_before, there, months)
        for indicator_id, level, weight, months in (
            ("observed_behavior_share", Effects.behavior_share, there, time.monthly),
            ("one_on_one_kept_share", Effects.meeting_share, worked, time.monthly),
            ("team_goal_attainment_share", Effects.goal_share, there, quarters),
            ("hr_incident_rate_per_100", Effects.incident_rate, worked, every),
            ("escalation_rate_per_100", Effects.escalation_rate, worked, every),
            ("voluntary_attrition_rate", Effects.attrition_rate, worked, every),
        ):
            self._add(block, indicator_id, level(gained) - level(without), weight, months)

    def _add(
        self, block: Block, indicator_id: str, gain: np.ndarray, weight: np.ndarray, months: range
    ) -> None:
        """gain, weight: (leader, month) of the block; months: those of which there is a number."""
        grain = self._grain_of[indicator_id]
        people = block.people[block.people["is_trained"]]
        for (cohort_id, after), part in people.groupby(["cohort_id", "trained_after"]):
            start = int(period_of(HISTORY_MONTHS + int(after), grain))
            for t in months:
                since = (int(period_of(t, grain)) - start) // GRAIN_MONTHS[grain]
                weights = weight[part.index, t].astype(float)
                key = EffectKey(str(cohort_id), indicator_id, grain, since)
                if since >= 0:
                    self._totals[key] += weights @ gain[part.index, t], weights.sum()

    def values(self) -> Iterator[dict[str, object]]:
        """One row per cohort, indicator and period since the training, sorted."""
        for key in sorted(self._totals):
            total, weight = self._totals[key]
            if weight > 0:
                yield key._asdict() | {"value": round(float(total / weight), 6)}
