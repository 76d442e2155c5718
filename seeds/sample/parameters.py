"""What the synthetic organization is drawn from: one frozen set of numbers per scenario.

A curve is a line through (k, value) points, k months after Month 0, flat outside them; Month 0 is
the month before a leader's own training.
Survey numbers are points of a 1-5 scale, behavior and meeting numbers are shares (0-1),
drops are shares of a rate, rates are per 100 person-years.
"""

from dataclasses import dataclass, fields, replace

from seeds.sample.timeline import Timeline

Curve = tuple[tuple[float, float], ...]
FLAT: Curve = ((0, 0.0),)


@dataclass(frozen=True)
class Parameters:
    """Levels, spreads and the course after training (`*_gain`, `*_drop`) and after coaching."""

    scenario: str = "case"
    leaders: int = 45
    months: int = 12

    # when: evidence before training, in months since 2024-01; and who is trained how long after
    # the first. Without cohorts drawn by lot each business unit is one, all in the same month.
    monthly_from: int = 10
    first_rating_wave: int = 8
    cohorts_by_lot: tuple[tuple[str, int], ...] = ()

    # levels and spreads
    empathy_level: float = 3.2
    empathy_spread: float = 0.28
    construct_spread: float = 0.12
    construct_factors: tuple[tuple[str, float], ...] = (
        ("listening", 1.1),
        ("responding", 1.0),
        ("fairness", 0.9),
        ("safety", 1.0),
    )
    safety_level: float = 3.5
    gain_spread: float = 0.35
    item_loading_width: float = 0.1
    item_offset_width: float = 0.2
    leniency_width: float = 0.5
    halo_width: float = 0.4
    noise_width: float = 0.8
    self_bias: float = 0.3
    behavior_level: float = 0.42
    behavior_spread: float = 0.07
    behavior_offset_width: float = 0.06
    observer_severity_width: float = 0.04
    calibration_accuracy: float = 0.96
    incident_rate: float = 60.0
    incident_log_slope: float = -0.4
    escalation_rate: float = 40.0
    attrition_rate: float = 12.0
    attrition_log_slope: float = -0.5
    involuntary_rate: float = 4.0
    goal_level: float = 0.68
    meeting_level: float = 0.76
    resolution_median_days: float = 20.0
    resolution_log_spread: float = 0.6
    promotion_rate: float = 0.11
    promotion_factors: tuple[tuple[str, float], ...] = (
        ("female", 0.68),
        ("nonbinary", 0.68),
        ("hispanic", 0.90),
        ("black", 0.80),
    )
    engagement_level: float = 3.6
    engagement_drop: float = 0.9

    # who answers
    pulse_response: float = 0.70
    rating_response: float = 0.75
    item_nonresponse: float = 0.03
    not_observed: float = 0.12
    on_time_completion: float = 0.91
    coached_share: float = 0.4
    screening_noise: float = 0.05

    # the course after training, and after coaching
    pulse_gain: Curve = ((1, 0.0), (2, 0.14), (3, 0.26), (4, 0.34))
    pulse_coaching: Curve = ((4, 0.0), (6, 0.08))
    rating_gain: Curve = ((0, 0.0), (3, 0.06), (6, 0.22), (9, 0.36), (12, 0.42))
    rating_coaching: Curve = ((4, 0.0), (6, 0.08), (9, 0.16))
    safety_gain: Curve = ((3, 0.0), (6, 0.10), (12, 0.18))
    behavior_gain: Curve = ((4, 0.0), (5, 0.03), (6, 0.07), (8, 0.11), (12, 0.13))
    behavior_coaching: Curve = ((4, 0.0), (5, 0.04), (6, 0.08), (8, 0.12))
    incident_drop: Curve = ((6, 0.0), (7, 0.10), (8, 0.25), (9, 0.42), (12, 0.48))
    escalation_drop: Curve = ((4, 0.0), (6, 0.12), (12, 0.25))
    attrition_drop: Curve = ((5, 0.0), (8, 0.10), (12, 0.15))
    goal_gain: Curve = ((5, 0.0), (12, 0.05))
    meeting_gain: Curve = ((3, 0.0), (6, 0.08))
    resolution_drop: Curve = ((4, 0.0), (8, 0.20))
    promotion_evening: Curve = ((8, 0.0), (9, 0.75), (12, 0.90))

    @property
    def timeline(self) -> Timeline:
        """The months that are simulated."""
        return Timeline(self.months, self.monthly_from, self.first_rating_wave)


COURSE = tuple(
    field.name
    for field in fields(Parameters)
    if field.name.endswith(("_gain", "_drop", "_coaching", "_evening"))
    and field.name != "engagement_drop"
)
"""Every curve of the course: all flat when the training does nothing."""

HARM = {
    "pulse_gain": ((1, 0.0), (4, -0.25)),
    "rating_gain": ((0, 0.0), (3, -0.08), (12, -0.32)),
    "safety_gain": ((1, 0.0), (6, -0.25)),
    "behavior_gain": ((1, 0.0), (6, -0.10)),
    "incident_drop": ((3, 0.0), (9, -0.30)),
    "attrition_drop": ((3, 0.0), (9, -0.20)),
    "meeting_gain": ((1, 0.0), (6, -0.06)),
}
"""What goes down, or up where that is worse, when the training harms; the rest stays flat."""

STAGGERED = {
    "cohorts_by_lot": (
        ("cohort_2025_winter", 0),
        ("cohort_2025_spring", 3),
        ("cohort_2025_autumn", 9),
    ),
    "monthly_from": 6,
    "first_rating_wave": 5,
    "coached_share": 0.0,
}
"""A draw decides who is trained in which quarter; nobody is in the summer, and nobody is coached.

Half a year of pulse and observations and three 360 waves come before the first training, so that
a common trend can be tested. The last cohort waits for nine months: long enough for the others to
be followed to where the training works.
"""

SCENARIOS = ("case", "null", "harm", "tiny", "messy", "staggered")
TINY_LEADERS = 3
MONTHS, STAGGERED_MONTHS = 12, 24
"""Months after the first training; outcomes of all cohorts need a year after the last one."""


def for_scenario(scenario: str, leaders: int = 45, months: int | None = None) -> Parameters:
    """The numbers of one scenario. Raises `ValueError` for an unknown one or an empty size."""
    if scenario not in SCENARIOS:
        raise ValueError(f"unknown scenario {scenario!r}: one of {', '.join(SCENARIOS)}")
    if months is None:
        months = STAGGERED_MONTHS if scenario == "staggered" else MONTHS
    if leaders < 1 or months < 1:
        raise ValueError("leaders and months are at least 1")
    if scenario == "tiny":
        leaders = TINY_LEADERS
    drawn = Parameters(scenario=scenario, leaders=leaders, months=months)
    if scenario in ("null", "harm"):
        drawn = replace(drawn, **dict.fromkeys(COURSE, FLAT))
    if scenario == "harm":
        drawn = replace(drawn, **HARM)
    if scenario == "staggered":
        drawn = replace(drawn, **STAGGERED)
    return drawn
