"""The people of the sample hang together: one place at a time, teams of the stated sizes."""

import numpy as np
import pandas as pd
import pytest

from seeds.sample.parameters import for_scenario
from seeds.sample.reference import load_reference
from tests.sample.conftest import Drawn, draw


@pytest.fixture(scope="module")
def organization() -> Drawn:
    return draw("case", 45)


@pytest.fixture(scope="module")
def standing(organization: Drawn) -> pd.DataFrame:
    roster = organization.feeds["roster"]
    return roster[roster["delivery"] == "snapshot_2025"]


def test_nobody_has_two_states_on_one_day(organization: Drawn) -> None:
    roster = organization.feeds["roster"].drop(columns="delivery").drop_duplicates()
    assert not roster.duplicated(["employee_id", "effective_on"]).any()


def test_teams_have_about_eight_people_and_a_few_under_five(standing: pd.DataFrame) -> None:
    sizes = standing.groupby("manager_id").size()
    assert len(sizes) == 45
    assert 7 < sizes.mean() < 9
    assert 2 <= (sizes < 5).sum() <= 6
    assert sizes.max() <= 11


def test_three_units_are_three_cohorts_of_fifteen(
    organization: Drawn, standing: pd.DataFrame
) -> None:
    leaders = standing.query("is_people_leader")
    assert leaders.groupby("business_unit").size().tolist() == [15, 15, 15]
    trained = organization.feeds["training_completions"]
    assert trained.groupby("cohort_id").size().to_dict() == {
        "cohort_2025_north": 15,
        "cohort_2025_south": 15,
        "cohort_2025_west": 15,
    }


def test_all_but_the_heads_of_the_units_have_a_manager(standing: pd.DataFrame) -> None:
    heads = standing[standing["manager_id"].isna()]
    assert heads["business_unit"].tolist() == ["north", "south", "west"]
    assert standing["manager_id"].dropna().isin(standing["employee_id"]).all()


def test_two_leaders_leave_and_are_succeeded_by_untrained_ones(organization: Drawn) -> None:
    roster, left = organization.feeds["roster"], organization.feeds["separations"]
    leaders = roster.query("is_people_leader")["employee_id"].unique()
    assert left["employee_id"].isin(leaders).sum() == 2
    trained = set(organization.feeds["training_completions"]["learner_id"])
    assert len(set(leaders) - trained) == 2


def test_nobody_answers_after_leaving(organization: Drawn) -> None:
    answers = organization.feeds["survey_answers"]
    pulse = answers[answers["instrument_id"] == "PULSE"]
    left = organization.feeds["separations"].set_index("employee_id")["separated_on"]
    gone = pulse["respondent_id"].map(left)
    assert not (pulse["submitted_at"] > gone).any()


def test_about_seven_in_ten_answer_and_items_are_skipped(organization: Drawn) -> None:
    invited = organization.feeds["survey_invitations"]
    answers = organization.feeds["survey_answers"]
    for survey_id, share in (("team_pulse", 0.70), ("empathy_360", 0.75)):
        asked = (invited["survey_id"] == survey_id).sum()
        given = answers[answers["survey_id"] == survey_id]["response_id"].nunique()
        assert given / asked == pytest.approx(share, abs=0.02)
    assert answers["answer"].isna().mean() == pytest.approx(0.03, abs=0.003)


def test_coached_leaders_were_the_lower_in_observed_behavior(organization: Drawn) -> None:
    seen = organization.feeds["behavior_observations"]
    before = seen[seen["observed_at"] < "2025-04-01"].groupby("leader_id")["chance"].mean()
    coached = before.index.isin(organization.feeds["coaching_sessions"]["leader_id"])
    assert 0.35 < coached.mean() < 0.45
    assert before[coached].mean() < before[~coached].mean() - 0.05


def test_each_leader_is_observed_twenty_times_a_month_by_two_or_three(
    organization: Drawn,
) -> None:
    seen = organization.feeds["behavior_observations"]
    month = seen[seen["observed_at"].dt.to_period("M") == pd.Period("2025-03")]
    per_leader = month.groupby("leader_id")["observer_id"].agg(["size", "nunique"])
    assert per_leader["size"].between(20, 24).all()
    assert per_leader["nunique"].between(2, 3).all()
    assert np.isclose(month["not_observed"].mean(), 0.12, atol=0.05)


def test_observers_are_recalibrated_before_their_certification_expires() -> None:
    timeline = for_scenario("case").timeline
    valid = load_reference().threshold("certification_valid_days")
    days = [int(timeline.month_days[t]) for t in timeline.calibrations]
    assert days[0] < timeline.month_days[timeline.monthly[0]]
    assert max(np.diff([*days, timeline.last_day])) < valid
