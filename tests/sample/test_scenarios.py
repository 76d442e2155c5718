"""Each scenario takes the course that its name promises, in its true values."""

import pandas as pd
import pytest

from seeds.sample.parameters import SCENARIOS, TINY_LEADERS, for_scenario
from tests.sample.conftest import Drawn, draw

COURSE = (
    "empathy_360_score",
    "pulse_empathy_score",
    "psychological_safety_score",
    "observed_behavior_share",
    "hr_incident_rate_per_100",
    "escalation_rate_per_100",
    "team_goal_attainment_share",
    "one_on_one_kept_share",
)


def monthly(drawn: Drawn, indicator_id: str) -> pd.Series:
    return drawn.true_values(indicator_id, period_grain="month")


def test_pulse_rises_in_months_two_to_four_while_behavior_stays(large: Drawn) -> None:
    pulse = monthly(large, "pulse_empathy_score")
    behavior = monthly(large, "observed_behavior_share")
    assert pulse["2025-01-01"] == pytest.approx(pulse["2024-12-01"], abs=0.01)
    assert pulse["2025-04-01"] - pulse["2025-01-01"] > 0.25
    assert behavior["2025-04-01"] == pytest.approx(behavior["2025-01-01"], abs=0.01)


def test_behavior_follows_the_coaching_of_month_four(large: Drawn) -> None:
    behavior = monthly(large, "observed_behavior_share")
    assert behavior["2025-08-01"] - behavior["2025-04-01"] > 0.10
    assert large.feeds["coaching_sessions"]["held_on"].min() >= pd.Timestamp("2025-04-14")


def test_incidents_fall_by_a_third_and_only_late(large: Drawn) -> None:
    rate = large.true_values("hr_incident_rate_per_100")
    assert rate["2025-10-01"] / rate["2024-10-01"] < 0.70
    assert rate["2025-04-01"] / rate["2024-04-01"] == pytest.approx(1.0, abs=0.02)


def test_promotion_evens_out_in_months_nine_to_twelve(large: Drawn) -> None:
    ratio = large.true_values("promotion_impact_ratio", construct="gender")
    assert ratio["2025-04-01"] < 0.75
    assert ratio["2025-10-01"] > 0.90


def test_the_360_score_gains_a_tenth_in_a_year(large: Drawn) -> None:
    score = large.true_values("empathy_360_score")
    assert score["2025-10-01"] / score["2024-10-01"] > 1.10


@pytest.fixture(scope="module")
def null() -> Drawn:
    return draw("null", 30)


@pytest.mark.parametrize("indicator_id", COURSE)
def test_null_is_flat(null: Drawn, indicator_id: str) -> None:
    values = null.true_values(indicator_id)
    assert len(values) >= 5
    assert values.max() / values.min() < 1.04


def test_null_promotes_each_group_as_before(null: Drawn) -> None:
    pool = null.feeds["promotion_decisions"]
    chances = pool.groupby(["gender", "ethnicity"])["chance"].nunique()
    assert len(chances) > 4
    assert (chances == 1).all()


def test_harm_makes_leaders_worse_and_incidents_more() -> None:
    drawn = draw("harm", 30)
    score = drawn.true_values("empathy_360_score")
    behavior = drawn.true_values("observed_behavior_share")
    incidents = drawn.true_values("hr_incident_rate_per_100")
    assert score["2025-10-01"] < score["2024-10-01"] - 0.2
    assert behavior["2025-10-01"] < behavior["2024-10-01"] - 0.05
    assert incidents["2025-10-01"] > incidents["2024-10-01"] * 1.2


def test_tiny_has_three_leaders() -> None:
    leaders = draw("tiny", 45).feeds["roster"].query("is_people_leader")["employee_id"]
    assert leaders.nunique() == TINY_LEADERS


def test_an_unknown_scenario_is_named() -> None:
    with pytest.raises(ValueError, match="one of case, null, harm, tiny, messy"):
        for_scenario("best_case")


def test_every_curve_is_flat_when_the_training_does_nothing() -> None:
    null = for_scenario("null")
    curves = [value for value in vars(null).values() if isinstance(value, tuple)]
    points = [point for curve in curves for point in curve if isinstance(point[0], int)]
    assert points
    assert {value for _, value in points} == {0.0}
    assert set(SCENARIOS) == {"case", "null", "harm", "tiny", "messy"}
