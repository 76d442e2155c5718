"""What is true of each leader in each month: levels, shares, rates. No draw is made here.

Every array is (leader row, month). The published quantities are means of these numbers, so
`truth.json` and the draws rest on the same arrays.
"""

from dataclasses import replace

import numpy as np

from seeds.sample.parameters import Curve, Parameters
from seeds.sample.people import CONSTRUCTS, Leaders
from seeds.sample.timeline import Timeline

MONTHS_PER_YEAR = 12
SHARE_FLOOR, SHARE_CEILING = 0.05, 0.95
LEVEL_FLOOR, LEVEL_CEILING = 1.4, 4.6


class Effects:
    """The true course of a block of leaders."""

    def __init__(self, parameters: Parameters, timeline: Timeline, leaders: Leaders) -> None:
        """Bind the leaders to the numbers of the scenario."""
        self.parameters, self._timeline = parameters, timeline
        self.leaders = leaders
        self._k_of_company = timeline.since_training
        after = leaders.people["trained_after"].to_numpy()[:, None]
        self._k = timeline.since_training[None, :] - after
        self._coached = leaders.people["is_coached"].to_numpy()[:, None]
        self._factors = dict(parameters.construct_factors)

    def _curve(self, curve: Curve) -> np.ndarray:
        """By leader and month, since the leader's own training."""
        months, values = zip(*curve, strict=True)
        return np.interp(self._k, months, values)

    def _company_curve(self, curve: Curve) -> np.ndarray:
        """By month, since the first training: what a department does for all leaders alike."""
        months, values = zip(*curve, strict=True)
        return np.interp(self._k_of_company, months, values)

    @property
    def untrained(self) -> "Effects":
        """The course that the same leaders would take without training and coaching."""
        people = self.leaders.people.assign(is_coached=False)
        nothing = np.zeros(len(people))
        leaders = replace(self.leaders, people=people, gain=nothing)
        return Effects(self.parameters, self._timeline, leaders)

    def _course(self, gain: Curve, coaching: Curve) -> np.ndarray:
        own = self.leaders.gain[:, None] * self._curve(gain)
        return own + self._coached * self._curve(coaching)

    def survey_levels(self, survey: str) -> dict[str, np.ndarray]:
        """Construct -> level in points, for `pulse`, `rating` (the 360) or `safety`."""
        gain = getattr(self.parameters, f"{survey}_gain")
        coaching = getattr(self.parameters, f"{survey}_coaching", ((0, 0.0),))
        course = self._course(gain, coaching)
        return {
            construct: np.clip(
                self.leaders.levels[construct][:, None] + self._factors[construct] * course,
                LEVEL_FLOOR,
                LEVEL_CEILING,
            )
            for construct in CONSTRUCTS
        }

    def behavior_share(self) -> np.ndarray:
        """Share of micro-actions seen, before the offset of the single behavior."""
        parameters = self.parameters
        course = self._course(parameters.behavior_gain, parameters.behavior_coaching)
        margin = parameters.behavior_offset_width + parameters.observer_severity_width
        return np.clip(
            self.leaders.behavior[:, None] + course, SHARE_FLOOR + margin, SHARE_CEILING - margin
        )

    def _distance(self) -> np.ndarray:
        """How far a leader's level before the training lies from the mean, points."""
        level = np.mean([self.leaders.levels[c] for c in CONSTRUCTS if c != "safety"], axis=0)
        return (level - self.parameters.empathy_level)[:, None]

    def _rate(self, level: float, slope: float, drop: Curve) -> np.ndarray:
        course = 1 - self.leaders.gain[:, None] * self._curve(drop)
        return level * np.exp(slope * self._distance()) * course

    def incident_rate(self) -> np.ndarray:
        """Incidents per 100 person-years."""
        p = self.parameters
        return self._rate(p.incident_rate, p.incident_log_slope, p.incident_drop)

    def escalation_rate(self) -> np.ndarray:
        """Escalations per 100 person-years."""
        p = self.parameters
        return self._rate(p.escalation_rate, p.incident_log_slope, p.escalation_drop)

    def attrition_rate(self) -> np.ndarray:
        """Voluntary exits per 100 person-years."""
        p = self.parameters
        return self._rate(p.attrition_rate, p.attrition_log_slope, p.attrition_drop)

    def _share(self, level: float, gain: Curve) -> np.ndarray:
        course = self.leaders.gain[:, None] * self._curve(gain)
        return np.clip(level + course, SHARE_FLOOR, SHARE_CEILING)

    def goal_share(self) -> np.ndarray:
        """Share of goals met."""
        return self._share(self.parameters.goal_level, self.parameters.goal_gain)

    def meeting_share(self) -> np.ndarray:
        """Share of planned one-on-ones that are held."""
        return self._share(self.parameters.meeting_level, self.parameters.meeting_gain)

    def resolution_median(self) -> np.ndarray:
        """Median days to close a case, (month,)."""
        return self.parameters.resolution_median_days * (
            1 - self._company_curve(self.parameters.resolution_drop)
        )

    def promotion_evening(self) -> np.ndarray:
        """Share of the gap between groups that is gone, (month,)."""
        return self._company_curve(self.parameters.promotion_evening)
