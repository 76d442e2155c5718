"""The true value of each indicator: what is published, expected for these leaders, no noise.

Fed block by block. A mean is taken over the leaders in post, as its definition says; a rate or
share weighs each month by what was in fact worked, planned or seen there.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from seeds.sample.answers import expected_answers, item_draws
from seeds.sample.block import Block
from seeds.sample.improvement import improved_chances
from seeds.sample.rounds import Pools, Resolution, agreement
from seeds.sample.simulate import Frames
from seeds.sample.sums import COMPANY, Key, Sums, period_of
from seeds.sample.surveys import OPENS_ON_DAY, SURVEY_OF
from seeds.sample.timeline import HISTORY_START, WAVE_EVERY, Timeline

SURVEY_INDICATORS = {
    "empathy_360_score": "E360",
    "pulse_empathy_score": "PULSE",
    "psychological_safety_score": "SAFETY",
}
DEFINITIONS = {
    "survey scores": "Mean over the leaders in post when the wave opens of the expected answer; "
    "leaders with too few raters are not published, but are in this mean.",
    "rates": "Expected events of each leader and month, weighed by the person-months worked.",
    "shares": "Expected share of what was planned or observed, as drawn; training completion and "
    "coaching reach are counts without sampling noise.",
    "case_resolution_days": "Median of the distribution that the cases of the period come from.",
    "promotion_impact_ratio": "Ratio of expected promotion rates of the people in the pool; what "
    "is published lies below it on average, being the lowest of noisy rates over the highest.",
    "leaders_improved_share": "Expected share, worked out from each leader's true change and the "
    "expected error of measurement; an approximation, good to a few points.",
    "effects": "Mean over the leaders of a cohort who are in post of what training and coaching "
    "add to the expected value, by periods since that of the training (0); a rate or a share of "
    "meetings weighs each leader by the person-months worked.",
    "rater_agreement": "Krippendorff's alpha with many observers: nominal over binary clips, "
    "ordinal over the others, their mean weighted by clips.",
}


def months_of(dates: pd.Series) -> np.ndarray:
    """The month (`t`) of each date or time."""
    months = dates.to_numpy().astype("datetime64[M]")
    return (months - HISTORY_START.astype("datetime64[M]")).astype(int)


class Truth:
    """Sums from which the true values follow. Memory: one entry per published number."""

    def __init__(self, timeline: Timeline, *, with_leaders: bool) -> None:
        """Leave single leaders out where they are too many to list."""
        self._timeline, self._with_leaders = timeline, with_leaders
        self._sums, self._pools, self._cases = Sums(), Pools(), Resolution()
        self._agreement = float("nan")

    def add_block(self, block: Block) -> None:
        """What follows from who leads and who works there: survey means, rates, medians."""
        for indicator_id, instrument_id in SURVEY_INDICATORS.items():
            self._add_survey(indicator_id, instrument_id, block)
        effects = block.effects
        exposure, staff = block.exposure(), block.exposure(staff_only=True)
        leader, t = np.indices(exposure.shape).reshape(2, -1)
        units = block.people["unit"].to_numpy()[leader]
        incidents, escalations = effects.incident_rate(), effects.escalation_rate()
        for indicator_id, expected in (
            ("hr_incident_rate_per_100", incidents * exposure),
            ("escalation_rate_per_100", escalations * exposure),
            ("voluntary_attrition_rate", effects.attrition_rate() * staff),
        ):
            name = (indicator_id, "all")
            self._sums.add_ratio(name, units, t, expected.ravel(), exposure.ravel())
        expected = ((incidents + escalations) * exposure).ravel()
        self._cases.add(units, t, expected, effects.resolution_median())
        self._cases.log_spread = block.parameters.resolution_log_spread
        self._add_improved(block)
        if block.index == 0:
            self._agreement = agreement(block)

    def add_frames(self, block: Block, frames: Frames) -> None:
        """What hangs on the design as drawn: observations, goals, meetings, pools, counts."""
        effects, units = block.effects, block.people["unit"].to_numpy()
        if "behavior_observations" in frames:
            self._add_observations(units, frames["behavior_observations"])
        if "one_on_ones" in frames:
            held = frames["one_on_ones"]
            t = months_of(held["held_on"])
            share = effects.meeting_share()[held["leader"], t]
            name = ("one_on_one_kept_share", "all")
            self._sums.add_ratio(name, units[held["leader"]], t, share, np.ones(len(held)))
        if "team_goals" in frames:
            goals = frames["team_goals"]
            expected = effects.goal_share()[goals["leader"], goals["t"]] * goals["goals_set"]
            name = ("team_goal_attainment_share", "all")
            self._sums.add_ratio(
                name, units[goals["leader"]], goals["t"], expected, goals["goals_set"]
            )
        if "promotion_decisions" in frames:
            self._pools.add(frames["promotion_decisions"], self._sums.grains)
        if "training_completions" in frames:
            self._add_counts(block, frames["training_completions"], frames["coaching_sessions"])

    def _add_survey(self, indicator_id: str, instrument_id: str, block: Block) -> None:
        is_rating = instrument_id == "E360"
        waves = list(self._timeline.rating_waves if is_rating else self._timeline.monthly)
        if not waves:
            return
        opened = self._timeline.month_days[waves] + OPENS_ON_DAY[SURVEY_OF[instrument_id]]
        people = block.people
        from_day, to_day = (people[name].to_numpy()[:, None] for name in ("from_day", "to_day"))
        there = (from_day <= opened) & (opened < to_day)
        answers = expected_answers(instrument_id, block)[:, waves, :]
        constructs = item_draws(instrument_id, block)["construct"].to_numpy()
        for construct in self._sums.constructs[indicator_id]:
            items = (constructs == construct) | (construct == "all")
            scores = np.where(there, answers[:, :, items].mean(axis=2), np.nan)
            self._sums.add_means(
                (indicator_id, construct),
                people,
                np.array(waves),
                scores,
                by_leader=self._with_leaders and is_rating,
            )

    def _add_improved(self, block: Block) -> None:
        """Each period is judged by its latest wave from six months after the training on."""
        name = ("leaders_improved_share", "all")
        units = block.people["unit"].to_numpy()
        for wave in self._timeline.rating_waves:
            chances = improved_chances(block, wave)
            there = ~np.isnan(chances)
            for grain in self._sums.grains[name[0]]:
                for period, last in self._timeline_ends(grain):
                    if wave <= last < wave + WAVE_EVERY:
                        self._sums.add_period(name, units[there], chances[there], grain, period)

    def _timeline_ends(self, grain: str) -> Iterator[tuple[int, int]]:
        """First and last month of each period."""
        periods = period_of(np.arange(self._timeline.count), grain)
        for period in np.unique(periods):
            yield int(period), int(np.flatnonzero(periods == period)[-1])

    def _add_observations(self, units: np.ndarray, seen: pd.DataFrame) -> None:
        seen = seen[~seen["not_observed"]]
        for construct in self._sums.constructs["observed_behavior_share"]:
            part = seen[(seen["construct"] == construct) | (construct == "all")]
            name = ("observed_behavior_share", construct)
            t = months_of(part["observed_at"])
            unit = units[part["leader"]]
            self._sums.add_ratio(name, unit, t, part["chance"], np.ones(len(part)))

    def _add_counts(self, block: Block, training: pd.DataFrame, coaching: pd.DataFrame) -> None:
        """Shares without chance: learners done, trained leaders in post who were coached."""
        people = block.people.set_index("leader_id")
        learners = people.loc[training["learner_id"]]
        unit = learners["unit"].to_numpy()
        done = training["completed_at"].to_numpy()
        held = coaching["held_on"].to_numpy()
        for grain in self._sums.grains["training_completion_share"]:
            for period, last in self._timeline_ends(grain):
                start, end = (self._timeline.month_starts[i] for i in (period, last + 1))
                assigned = training["assigned_at"].to_numpy() < end
                is_done = done < end
                name = ("training_completion_share", "all")
                self._sums.add_period(name, unit[assigned], is_done[assigned], grain, period)
                if not len(held) or end <= held.min():
                    continue
                here = learners["to_day"].to_numpy() >= self._timeline.month_days[last + 1]
                met = set(coaching["leader_id"][(held >= start) & (held < end)])
                is_met = training["learner_id"].isin(met).to_numpy()
                there = here & is_done
                name = ("coaching_reach_share", "all")
                self._sums.add_period(name, unit[there], is_met[there], grain, period)

    def values(self) -> Iterator[dict[str, object]]:
        """One row per indicator, construct, scope and period, sorted."""
        rows = self._sums.values() | self._pools.values()
        rows |= self._cases.values(self._sums.grains["case_resolution_days"])
        for grain in self._sums.grains["rater_agreement"]:
            for period in np.unique(period_of(np.array(self._timeline.calibrations), grain)):
                key = Key("rater_agreement", "all", COMPANY, COMPANY, grain, period)
                rows[key] = self._agreement
        for key in sorted(rows):
            told = key._asdict()
            told["period_start"] = str(self._timeline.month_starts[told.pop("period")])
            yield told | {"value": round(float(rows[key]), 6)}
