"""Each scenario takes the course that its name promises, in its true values."""

from pathlib import Path

import pandas as pd
import pytest

from seeds.sample.generate import SampleReport, generate
from seeds.sample.parameters import SCENARIOS, TINY_LEADERS, for_scenario
from tests.sample.conftest import Drawn, draw

STARTS = {
    "cohort_2025_winter": "2025-01",
    "cohort_2025_spring": "2025-04",
    "cohort_2025_autumn": "2025-10",
}
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
    assert set(SCENARIOS) == {"case", "null", "harm", "tiny", "messy", "staggered"}


@pytest.fixture(scope="module")
def staggered() -> Drawn:
    return draw("staggered", 90)


def test_staggered_trains_three_cohorts_of_equal_size_months_apart(staggered: Drawn) -> None:
    trained = staggered.feeds["training_completions"].groupby("cohort_id")
    assert trained.size().to_dict() == dict.fromkeys(STARTS, 30)
    starts = trained["completed_at"].min().dt.date.astype(str)
    assert starts.str[:7].to_dict() == STARTS
    assert trained["assigned_at"].max().max() < pd.Timestamp("2025-01-01")


def test_staggered_cohorts_are_drawn_within_unit_and_role(staggered: Drawn) -> None:
    def cohorts(drawn: Drawn) -> pd.Series:
        return drawn.feeds["training_completions"].set_index("learner_id")["cohort_id"]

    roster = staggered.feeds["roster"].query("delivery == 'snapshot_2025' and is_people_leader")
    people = roster.set_index("employee_id").join(cohorts(staggered))
    sizes = people.groupby(["business_unit", "role_family", "cohort_id"]).size().unstack()
    assert (sizes.max(axis=1) - sizes.min(axis=1) <= 1).all()
    again = cohorts(draw("staggered", 90, seed=8))
    assert (again.reindex(people.index) != people["cohort_id"]).mean() > 0.5


def test_staggered_measures_every_cohort_before_and_after_its_training(staggered: Drawn) -> None:
    answers = staggered.feeds["survey_answers"]
    waves = answers[answers["survey_id"] == "empathy_360"]["wave_id"].unique()
    for start in STARTS.values():
        assert sum(wave < start for wave in waves) >= 3
        assert sum(wave >= start for wave in waves) >= 4


def test_staggered_truth_is_what_each_cohort_gains_on_those_who_wait(staggered: Drawn) -> None:
    seen = staggered.feeds["behavior_observations"]
    learners = staggered.feeds["training_completions"].set_index("learner_id")["cohort_id"]
    month = seen["observed_at"].dt.strftime("%Y-%m")
    share = seen.groupby([seen["leader_id"].map(learners), month])["chance"].mean().unstack()
    for cohort, start in (("cohort_2025_winter", "2025-01"), ("cohort_2025_spring", "2025-04")):
        at = share.columns.get_loc(start)
        for since in range(share.columns.get_loc("2025-10") - at):
            change = share.iloc[:, at + since] - share.iloc[:, at - 1]
            gained = change[cohort] - change["cohort_2025_autumn"]
            true = staggered.effects[cohort, "observed_behavior_share", "month", since]
            assert gained == pytest.approx(true, abs=0.015), (cohort, since)
    true = staggered.effects["cohort_2025_winter", "observed_behavior_share", "month", 8]
    assert true > 0.09


def test_staggered_coaches_nobody_so_that_training_stands_alone(staggered: Drawn) -> None:
    assert staggered.feeds["coaching_sessions"].empty
    assert "coaching" not in set(staggered.feeds["program_costs"]["kind"])


def test_only_staggered_states_that_a_draw_decided(tmp_path: Path, sample: SampleReport) -> None:
    drawn = generate(tmp_path, leaders=9, months=1, scenario="staggered")
    assert drawn.settings.read_text().count("is_drawn_by_lot: 'true'") == 2
    assert "is_drawn_by_lot" not in sample.settings.read_text()


def test_without_training_nothing_is_gained(null: Drawn) -> None:
    assert set(null.effects.values()) == {0.0}
