"""The true value of each indicator: what is published, expected for these leaders, no noise.

Fed block by block. A mean is taken over the leaders in post, as its definition says; a rate or
share weighs each month by what was in fact worked, planned or seen there.
"""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd

from seeds.sample.block import Block
from seeds.sample.reference import load_reference
from seeds.sample.simulate import Frames
from seeds.sample.surveys import OPENS_ON_DAY, SURVEY_OF, expected_answers, item_draws
from seeds.sample.timeline import HISTORY_START, Timeline

COMPANY = "company"
GRAIN_MONTHS = {"month": 1, "quarter": 3, "year": 12}
SURVEY_INDICATORS = {
    "empathy_360_score": "E360",
    "pulse_empathy_score": "PULSE",
    "psychological_safety_score": "SAFETY",
}
POOL_MIN_SHARE = 0.02
"""29 CFR 1607.4(D): groups under two percent of the pool are counted but not rated."""

Key = tuple[str, str, str, str, str, int]
"""indicator_id, construct, scope_type, scope_id, grain, first month of the period."""


class Truth:
    """Sums from which the true values follow. Memory: one entry per published number."""

    def __init__(self, timeline: Timeline, *, with_leaders: bool) -> None:
        self._timeline = timeline
        self._with_leaders = with_leaders
        self._sums: dict[Key, np.ndarray] = defaultdict(lambda: np.zeros(2))
        self._pools: dict[tuple[str, str, str, int, str], np.ndarray] = defaultdict(
            lambda: np.zeros(2)
        )
        rows = load_reference().indicators.set_index("indicator_id")
        self._grains = {name: grains.split("|") for name, grains in rows["grains"].items()}

    def add_block(self, block: Block) -> None:
        """What follows from who leads and who works there: survey means and rates."""
        for indicator_id, instrument_id in SURVEY_INDICATORS.items():
            self._add_survey(indicator_id, instrument_id, block)
        exposure, staff = block.exposure(), block.exposure(staff_only=True)
        effects = block.effects
        for indicator_id, rate, worked in (
            ("hr_incident_rate_per_100", effects.incident_rate(), exposure),
            ("escalation_rate_per_100", effects.escalation_rate(), exposure),
            ("voluntary_attrition_rate", effects.attrition_rate(), staff),
        ):
            leader, t = np.indices(exposure.shape).reshape(2, -1)
            self._add_ratio(
                indicator_id, "all", block, leader, t, (rate * worked).ravel(), exposure.ravel()
            )

    def add_frames(self, block: Block, frames: Frames) -> None:
        """What hangs on the design that was drawn: observations, goals, meetings, pools."""
        if "behavior_observations" in frames:
            seen = frames["behavior_observations"]
            seen = seen[~seen["not_observed"]]
            month = seen["observed_at"].to_numpy().astype("datetime64[M]")
            t = (month - HISTORY_START.astype("datetime64[M]")).astype(int)
            for construct in ("all", *seen["construct"].unique()):
                rows = (
                    np.full(len(seen), True)
                    if construct == "all"
                    else seen["construct"] == construct
                )
                part = seen[rows]
                self._add_ratio(
                    "observed_behavior_share",
                    construct,
                    block,
                    part["leader"],
                    t[rows],
                    part["chance"],
                    np.ones(len(part)),
                )
        if "one_on_ones" in frames:
            held = frames["one_on_ones"]
            month = held["held_on"].to_numpy().astype("datetime64[M]")
            t = (month - HISTORY_START.astype("datetime64[M]")).astype(int)
            share = block.effects.meeting_share()[held["leader"], t]
            self._add_ratio(
                "one_on_one_kept_share", "all", block, held["leader"], t, share, np.ones(len(held))
            )
        if "team_goals" in frames:
            goals = frames["team_goals"]
            share = block.effects.goal_share()[goals["leader"], goals["t"]]
            self._add_ratio(
                "team_goal_attainment_share",
                "all",
                block,
                goals["leader"],
                goals["t"],
                share * goals["goals_set"],
                goals["goals_set"],
            )
        if "promotion_decisions" in frames:
            self._add_pool(frames["promotion_decisions"])

    def _add_survey(self, indicator_id: str, instrument_id: str, block: Block) -> None:
        survey = SURVEY_OF[instrument_id]
        waves = list(
            self._timeline.rating_waves if instrument_id == "E360" else self._timeline.monthly
        )
        if not waves:
            return
        opened = self._timeline.month_days[waves] + OPENS_ON_DAY[survey]
        people = block.people
        there = (people["from_day"].to_numpy()[:, None] <= opened) & (
            opened < people["to_day"].to_numpy()[:, None]
        )
        answers = expected_answers(instrument_id, block)[:, waves, :]
        constructs = item_draws(instrument_id, block)["construct"].to_numpy()
        for construct in ("all", *dict.fromkeys(constructs)):
            items = (
                np.full(len(constructs), True) if construct == "all" else constructs == construct
            )
            score = np.where(there, answers[:, :, items].mean(axis=2), np.nan)
            for grain in self._grains[indicator_id]:
                first = np.array(waves) // GRAIN_MONTHS[grain] * GRAIN_MONTHS[grain]
                for period in np.unique(first):
                    self._add_means(
                        indicator_id,
                        construct,
                        grain,
                        int(period),
                        block,
                        score[:, first == period],
                    )

    def _add_means(
        self,
        indicator_id: str,
        construct: str,
        grain: str,
        period: int,
        block: Block,
        score: np.ndarray,
    ) -> None:
        rows = np.flatnonzero(~np.isnan(score).all(axis=1))
        own = np.nanmean(score[rows], axis=1)
        units = block.people["unit"].to_numpy()[rows]
        name = (indicator_id, construct)
        self._sums[(*name, COMPANY, COMPANY, grain, period)] += (own.sum(), len(own))
        for unit in np.unique(units):
            part = own[units == unit]
            self._sums[(*name, "business_unit", unit, grain, period)] += (part.sum(), len(part))
        if self._with_leaders and indicator_id == "empathy_360_score":
            for leader_id, value in zip(block.people["leader_id"].iloc[rows], own, strict=True):
                self._sums[(*name, "leader", leader_id, grain, period)] += (value, 1)

    def _add_ratio(
        self,
        indicator_id: str,
        construct: str,
        block: Block,
        leader: np.ndarray,
        t: np.ndarray,
        numerator: np.ndarray,
        denominator: np.ndarray,
    ) -> None:
        units = block.people["unit"].to_numpy()[np.asarray(leader)]
        frame = pd.DataFrame({"unit": units, "t": np.asarray(t)})
        frame["numerator"], frame["denominator"] = np.asarray(numerator), np.asarray(denominator)
        frame = frame[frame["denominator"] > 0]
        for (unit, month), row in (
            frame.groupby(["unit", "t"])[["numerator", "denominator"]].sum().iterrows()
        ):
            for grain in self._grains[indicator_id]:
                period = int(month) // GRAIN_MONTHS[grain] * GRAIN_MONTHS[grain]
                for scope in ((COMPANY, COMPANY), ("business_unit", unit)):
                    self._sums[(indicator_id, construct, *scope, grain, period)] += row.to_numpy()

    def _add_pool(self, pool: pd.DataFrame) -> None:
        pool = pool[pool["is_eligible"]]
        for dimension in ("gender", "ethnicity"):
            for (unit, t, group), part in pool.groupby(["unit", "t", dimension]):
                for grain in self._grains["promotion_impact_ratio"]:
                    period = int(t) // GRAIN_MONTHS[grain] * GRAIN_MONTHS[grain]
                    for scope in (COMPANY, unit):
                        key = (dimension, scope, grain, period, group)
                        self._pools[key] += (part["chance"].sum(), len(part))

    def values(self) -> Iterator[dict[str, object]]:
        """One row per indicator, construct, scope and period, sorted."""
        rows = {key: num / den for key, (num, den) in self._sums.items()}
        for key, value in self._impact_ratios().items():
            rows[("promotion_impact_ratio", *key)] = value
        for key in sorted(rows):
            indicator_id, construct, scope_type, scope_id, grain, period = key
            yield {
                "indicator_id": indicator_id,
                "construct": construct,
                "scope_type": scope_type,
                "scope_id": scope_id,
                "period_grain": grain,
                "period_start": str(self._timeline.month_starts[period]),
                "value": round(float(rows[key]), 6),
            }

    def _impact_ratios(self) -> dict[tuple[str, str, str, str, int], float]:
        rates: dict[tuple[str, str, str, int], list[tuple[float, float]]] = defaultdict(list)
        for (dimension, scope, grain, period, _), (expected, people) in self._pools.items():
            rates[(dimension, scope, grain, period)].append((expected, people))
        found = {}
        for (dimension, scope, grain, period), groups in rates.items():
            total = sum(people for _, people in groups)
            rated = [e / n for e, n in groups if n >= POOL_MIN_SHARE * total]
            scope_type = COMPANY if scope == COMPANY else "business_unit"
            ratio = min(rated) / max(rated)
            found[(dimension, scope_type, scope, grain, period)] = ratio
            overall = ("all", scope_type, scope, grain, period)
            found[overall] = min(found.get(overall, ratio), ratio)
        return found
