"""The drawn feeds average to what `truth.json` says, recomputed here without the pipeline."""

import numpy as np
import pandas as pd
import pytest

from seeds.sample.reference import load_reference
from tests.sample.conftest import Drawn

STANDARD_ERRORS = 4.5
"""No true value fails this by chance in a lifetime of runs; the seed is fixed besides."""


def keyed(answers: pd.DataFrame) -> pd.DataFrame:
    items = load_reference().items.set_index("item_id")
    of_item = items.loc[answers["item_id"]]
    given = answers["answer"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    turned = (of_item["answer_min"] + of_item["answer_max"]).to_numpy() - given
    value = np.where(of_item["is_reversed"], turned, given)
    return answers.assign(value=value, construct=of_item["construct"].to_numpy())


def assert_close(estimates: pd.Series, truth: float) -> None:
    error = estimates.std() / np.sqrt(len(estimates))
    assert abs(estimates.mean() - truth) < STANDARD_ERRORS * error


@pytest.fixture(scope="module")
def ratings(large: Drawn) -> pd.DataFrame:
    answers = large.feeds["survey_answers"]
    others = (answers["instrument_id"] == "E360") & (answers["relation"] != "self")
    return keyed(answers[others])


@pytest.mark.parametrize("wave", ["2024-09", "2025-03", "2025-12"])
@pytest.mark.parametrize("construct", ["all", "listening", "fairness"])
def test_the_mean_360_answer_is_the_true_score(
    large: Drawn, ratings: pd.DataFrame, wave: str, construct: str
) -> None:
    part = ratings[(ratings["wave_id"] == wave)]
    part = part[(part["construct"] == construct) | (construct == "all")]
    per_leader = part.groupby("subject_id")["value"].mean()
    quarter = str(pd.Period(wave, "Q").start_time.date())
    truth = large.truth[
        (large.truth["indicator_id"] == "empathy_360_score")
        & (large.truth["construct"] == construct)
        & (large.truth["scope_type"] == "leader")
        & (large.truth["period_grain"] == "quarter")
        & (large.truth["period_start"] == quarter)
    ].set_index("scope_id")["value"]
    assert_close(per_leader - truth.loc[per_leader.index], 0.0)
    company = large.true_values("empathy_360_score", construct=construct)[quarter]
    assert truth.mean() == pytest.approx(company, abs=1e-5)


@pytest.mark.parametrize(
    ("instrument", "indicator"),
    [("PULSE", "pulse_empathy_score"), ("SAFETY", "psychological_safety_score")],
)
def test_the_mean_pulse_answer_is_the_true_score(
    large: Drawn, instrument: str, indicator: str
) -> None:
    answers = large.feeds["survey_answers"]
    scored = keyed(answers[answers["instrument_id"] == instrument])
    roster = large.feeds["roster"].drop_duplicates("employee_id", keep="last")
    managers = roster.set_index("employee_id")["manager_id"]
    scored["leader"] = managers.reindex(scored["respondent_id"]).to_numpy()
    truth = large.true_values(indicator, period_grain="month")
    for month in ("2024-11-01", "2025-04-01", "2025-12-01"):
        part = scored[scored["wave_id"] == month[:7]]
        assert_close(part.groupby("leader")["value"].mean(), truth[month])


def test_reversed_items_are_written_as_answered(ratings: pd.DataFrame) -> None:
    reversed_items = load_reference().items.query("is_reversed")["item_id"]
    given = ratings.assign(answer=ratings["answer"].astype("Float64"))
    per_leader = given.groupby(["subject_id", given["item_id"].isin(reversed_items)])["answer"]
    table = per_leader.mean().unstack()
    assert np.corrcoef(table[True].astype(float), table[False].astype(float))[0, 1] < -0.5


def test_observed_behavior_is_seen_as_often_as_the_truth_says(large: Drawn) -> None:
    seen = large.feeds["behavior_observations"]
    edges = load_reference().behaviors.set_index("behavior_id")["seen_from"]
    seen = seen[~seen["not_observed"]]
    is_seen = seen["score"].astype(int) >= edges.loc[seen["behavior_id"]].to_numpy()
    quarter = seen["observed_at"].dt.to_period("Q")
    for period, truth in large.true_values("observed_behavior_share").items():
        rows = (quarter == pd.Period(period, "Q")).to_numpy()
        error = np.sqrt(truth * (1 - truth) / rows.sum())
        assert abs(is_seen[rows].mean() - truth) < STANDARD_ERRORS * error


def years_worked(feeds: dict[str, pd.DataFrame], period: str, grain: str) -> float:
    """Person-years under a leader, from the roster and the exits alone."""
    rows = feeds["roster"].drop_duplicates(["employee_id", "effective_on"])
    rows = rows.sort_values(["employee_id", "effective_on"])
    left = feeds["separations"].set_index("employee_id")["separated_on"]
    until = rows.groupby("employee_id")["effective_on"].shift(-1)
    until = until.fillna(rows["employee_id"].map(left)).fillna(pd.Timestamp("2026-01-01"))
    start, end = pd.Timestamp(period), pd.Period(period, grain).end_time.ceil("D")
    days = (until.clip(upper=end) - rows["effective_on"].clip(lower=start)).dt.days.clip(lower=0)
    return (
        float(days[rows["manager_id"].notna()].sum() / (end - start).days)
        * ({"Y": 1.0, "Q": 0.25}[grain])
    )


def assert_poisson(count: int, expected: float) -> None:
    assert abs(count - expected) < STANDARD_ERRORS * np.sqrt(expected)


@pytest.mark.parametrize(
    ("indicator", "is_escalation"),
    [("hr_incident_rate_per_100", False), ("escalation_rate_per_100", True)],
)
def test_cases_come_at_the_true_rate(large: Drawn, indicator: str, is_escalation: bool) -> None:
    cases = large.feeds["hr_cases"]
    opened = cases[cases["is_escalation"] == is_escalation]["opened_at"].dt.to_period("Q")
    for period, truth in large.true_values(indicator).items():
        expected = truth / 100 * years_worked(large.feeds, period, "Q")
        assert_poisson((opened == pd.Period(period, "Q")).sum(), expected)


def test_voluntary_exits_come_at_the_true_rate(large: Drawn) -> None:
    exits = large.feeds["separations"].query("is_voluntary")["separated_on"].dt.year
    for period, truth in large.true_values("voluntary_attrition_rate", period_grain="year").items():
        expected = truth / 100 * years_worked(large.feeds, period, "Y")
        assert_poisson((exits == int(period[:4])).sum(), expected)


def test_shares_of_goals_and_meetings_are_the_true_shares(large: Drawn) -> None:
    goals, meetings = large.feeds["team_goals"], large.feeds["one_on_ones"]
    for period, truth in large.true_values("team_goal_attainment_share").items():
        part = goals[goals["period_start"] == period]
        error = np.sqrt(truth * (1 - truth) / part["goals_set"].sum())
        share = part["goals_met"].sum() / part["goals_set"].sum()
        assert abs(share - truth) < STANDARD_ERRORS * error
    for period, truth in large.true_values("one_on_one_kept_share", period_grain="month").items():
        part = meetings[meetings["held_on"].dt.to_period("M") == pd.Period(period, "M")]
        error = np.sqrt(truth * (1 - truth) / len(part))
        assert abs(part["is_held"].mean() - truth) < STANDARD_ERRORS * error


def test_half_of_the_cases_close_within_the_true_median(large: Drawn) -> None:
    cases = large.feeds["hr_cases"]
    days = (cases["closed_at"] - cases["opened_at"]).dt.days
    truth = large.true_values("case_resolution_days", period_grain="year")["2024-01-01"]
    days = days[cases["opened_at"].dt.year == 2024].fillna(np.inf)
    error = 0.5 / np.sqrt(len(days))
    assert abs((days < truth).mean() - 0.5) < STANDARD_ERRORS * error + 0.03


def test_groups_are_promoted_at_the_true_rates(large: Drawn) -> None:
    pool = large.feeds["promotion_decisions"].query("is_eligible")
    for gender in ("female", "male"):
        part = pool[pool["gender"] == gender]
        expected = part["chance"].sum()
        assert abs(part["is_promoted"].sum() - expected) < STANDARD_ERRORS * np.sqrt(expected)
    year = pool[pool["decided_on"].dt.year == 2024]
    rates = year.groupby("gender")["chance"].mean()
    truth = large.true_values("promotion_impact_ratio", construct="gender", period_grain="year")
    assert truth["2024-01-01"] == pytest.approx(rates["female"] / rates["male"], abs=1e-5)


def alpha_of(scores: pd.DataFrame, is_ordinal: bool) -> float:
    """Krippendorff's alpha over clips, by counting pairs of scores one by one."""
    marginal = scores["score"].value_counts().sort_index()

    def distance(one: int, other: int) -> float:
        low, high = sorted((one, other))
        between = marginal.loc[low:high].sum() - (marginal[low] + marginal[high]) / 2
        return (between**2 if is_ordinal else 1.0) if one != other else 0.0

    chance = sum(
        distance(a, b) * marginal[a] * marginal[b] for a in marginal.index for b in marginal.index
    )
    seen = 0.0
    for _, unit in scores.groupby(["scenario_id", "behavior_id"]):
        counts = unit["score"].value_counts()
        pairs = sum(
            distance(a, b) * counts[a] * counts[b] for a in counts.index for b in counts.index
        )
        seen += pairs / (len(unit) - 1)
    return 1 - (len(scores) - 1) * seen / chance


def test_observers_agree_as_the_true_alpha_says(large: Drawn) -> None:
    scores = large.feeds["rater_calibrations"].assign(
        score=large.feeds["rater_calibrations"]["score"].astype(int)
    )
    scales = load_reference().behaviors.set_index("behavior_id")["scale"]
    is_binary = (scales.loc[scores["behavior_id"]] == "binary").to_numpy()
    alphas = [alpha_of(scores[is_binary], False), alpha_of(scores[~is_binary], True)]
    alpha = np.average(alphas, weights=[is_binary.sum(), (~is_binary).sum()])
    truth = large.true_values("rater_agreement")
    assert alpha == pytest.approx(truth.iloc[0], abs=0.02)


def test_leaders_are_found_improved_about_as_often_as_expected(
    large: Drawn, ratings: pd.DataFrame
) -> None:
    counted = ratings.groupby(["wave_id", "subject_id", "relation", "respondent_id"])["value"]
    scores = counted.mean().reset_index()
    size = scores.groupby(["wave_id", "subject_id", "relation"])["value"].transform("size")
    scores = scores[(size >= 3) | (scores["relation"] == "manager")]
    per_leader = scores.groupby(["wave_id", "subject_id"])["value"].agg(["mean", "size", "var"])
    pooled = per_leader.groupby("wave_id")["var"].mean()
    error = pooled.reindex(per_leader.index, level="wave_id") / per_leader["size"]
    mean, error = per_leader["mean"].unstack(0), error.unstack(0)
    baseline = ["2024-09", "2024-12"]
    for wave, period in (("2025-09", "2025-07-01"), ("2025-12", "2025-10-01")):
        change = mean[wave] - mean[baseline].mean(axis=1, skipna=False)
        spread = np.sqrt(error[wave] + error[baseline].sum(axis=1, skipna=False) / 4)
        found = (change / spread).dropna()
        truth = large.true_values("leaders_improved_share")[period]
        noise = np.sqrt(truth * (1 - truth) / len(found))
        assert abs((found > 1.96).mean() - truth) < 3 * noise + 0.03
