"""Matched comparison: MatchIt's published tables, and the gate that refuses them."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from orchestration.statistics.balance import balance, finite
from orchestration.statistics.matching import NoOverlapError, nearest_pairs, propensity
from orchestration.statistics.split import matched_ratio, split
from tests.statistics.cases import published, threshold, warehouse

CASE = "33_matchit_balance"


@pytest.fixture(scope="module")
def lalonde():
    """Covariates in the published order, who is treated, and the outcome."""
    rows, expected = published(CASE)
    races = [rows["race"] == race for race in ("black", "hispan", "white")]
    others = ["married", "nodegree", "re74", "re75"]
    values = np.column_stack([rows["age"], rows["educ"], *races, *(rows[one] for one in others)])
    names = ("age", "educ", "race_black", "race_hispan", "race_white", *others)
    return names, values.astype(float), (rows["treat"] == 1).to_numpy(), rows["re78"], expected


def test_propensity_pairs_and_balance_are_those_of_matchit(lalonde):
    names, values, is_treated, earned, expected = lalonde
    distance = expit(propensity(values, is_treated))
    table = np.column_stack([distance, values])
    pairs = nearest_pairs(distance, is_treated)
    before = balance(("distance", *names), table, is_treated)
    after = balance(("distance", *names), table, is_treated, pairs.ravel())
    assert list(before.mean_differences) == expected("smd_all")
    assert list(after.mean_differences) == expected("smd_matched")
    assert len(np.unique(pairs[:, 1])) == expected("n_matched_controls")
    assert earned[is_treated].mean() - earned[~is_treated].mean() == expected("naive_diff_re78")
    assert (earned[pairs[:, 0]].mean() - earned[pairs[:, 1]].mean()) == expected(
        "matched_diff_re78"
    )


def is_comparable(found):
    return found.is_comparable(
        threshold("balance_max_mean_difference"),
        threshold("balance_min_variance_ratio"),
        threshold("balance_max_variance_ratio"),
    )


def test_the_gate_refuses_the_published_matched_sample(lalonde):
    names, values, is_treated, _, _ = lalonde
    pairs = nearest_pairs(expit(propensity(values, is_treated)), is_treated)
    after = balance(names, values, is_treated, pairs.ravel())
    assert after.largest_mean_difference == pytest.approx(1.03, abs=0.005)
    assert not is_comparable(after)


def test_the_gate_lets_alike_groups_pass_and_stops_another_spread():
    generator = np.random.default_rng(3)
    same = generator.normal(0, 1, 400)
    values, is_treated = np.concatenate([same, same])[:, None], np.arange(800) < 400
    assert is_comparable(balance(("tenure",), values, is_treated))
    values[400:] *= 1.6
    assert not is_comparable(balance(("tenure",), values, is_treated))


def test_treated_who_are_all_alike_are_held_against_the_pooled_spread():
    values = np.array([1.0, 1, 1, 1, 0, 1, 1, 1])[:, None]
    found = balance(("is_sales",), values, np.arange(8) < 4)
    assert found.largest_mean_difference == pytest.approx(0.25 / np.sqrt(0.1875 / 2))
    assert not is_comparable(found)


def test_groups_that_share_no_value_are_infinitely_far_apart_and_carry_no_number():
    found = balance(("is_sales",), np.repeat([1.0, 0.0], 4)[:, None], np.arange(8) < 4)
    assert found.largest_mean_difference == np.inf
    assert not is_comparable(found)
    assert finite(found.largest_mean_difference) is None


def test_who_finds_nobody_within_the_caliper_stays_out():
    distance = np.array([0.0, 0.1, 5.0, 0.05, 0.12, 9.0])
    is_treated = np.array([True, True, True, False, False, False])
    pairs = nearest_pairs(distance, is_treated, caliper=0.2)
    assert pairs.tolist() == [[1, 4], [0, 3]]
    assert len(nearest_pairs(distance, is_treated)) == 3


def test_groups_told_apart_by_a_covariate_do_not_overlap():
    covariate = np.concatenate([np.linspace(0, 1, 20), np.linspace(2, 3, 20)])[:, None]
    with pytest.raises(NoOverlapError):
        propensity(covariate, np.arange(40) < 20)


def test_collinear_covariates_leave_the_propensity_as_it_is(lalonde):
    _, values, is_treated, _, _ = lalonde
    without_white = np.delete(values, 4, axis=1)
    assert propensity(values, is_treated) == pytest.approx(
        propensity(without_white, is_treated), abs=1e-6
    )


def leaders(tenure_of_high, count=40):
    """Leaders whose first score is high or low in turn, and a later one that must not count."""
    names = [f"l{number:02d}" for number in range(count)]
    high = np.arange(count) % 2 == 0
    scores = pd.DataFrame(
        {
            "predictor_id": "pulse_empathy_score",
            "leader_id": names,
            "score": np.where(high, 4.0, 3.0) + np.arange(count) / 1000,
            "valid_from": pd.Timestamp("2025-01-01"),
        }
    )
    later = scores.assign(score=-scores["score"], valid_from=pd.Timestamp("2025-04-01"))
    tenure = np.where(high, tenure_of_high, 0) + np.arange(count) // 2 * 90
    return warehouse(
        int_leader_scores_lagged=pd.concat([scores, later]),
        int_leaders_dated=pd.DataFrame(
            {
                "leader_id": names,
                "role_family": "sales",
                "job_level": "M1",
                "hired_on": pd.Timestamp("2024-06-01") - pd.to_timedelta(tenure, unit="D"),
                "valid_from": pd.Timestamp("2020-01-01"),
                "valid_to": pd.Timestamp("2099-01-01"),
            }
        ),
        int_exposure_months=pd.DataFrame(
            {"leader_id": names, "month_start": pd.Timestamp("2025-01-01"), "people_count": 8}
        ),
    )


def test_leaders_are_split_by_their_first_score_and_matched():
    found = split(leaders(tenure_of_high=5), "pulse_empathy_score")
    assert (found.status, found.reason) == ("estimated", "matched_leaders")
    assert len(found.pairs) >= 15
    assert all(int(high[1:]) % 2 == 0 and int(low[1:]) % 2 == 1 for high, low in found.pairs)
    assert found.after.largest_mean_difference < 0.1


def test_leaders_who_differ_before_are_not_compared():
    found = split(leaders(tenure_of_high=10_000), "pulse_empathy_score")
    assert (found.status, found.reason) == ("not_comparable", "groups_do_not_overlap")
    assert found.after is None


def test_nine_leaders_are_too_few_to_split():
    found = split(leaders(tenure_of_high=5, count=9), "pulse_empathy_score")
    assert (found.status, found.reason) == ("insufficient_evidence", "too_few_leaders")


def test_the_matched_ratio_is_that_of_a_hand_computation_and_needs_events():
    events = np.array([[4.0, 2], [6, 3], [2, 1], [8, 4], [5, 3]])
    trials = np.full((5, 2), 100.0)
    found = matched_ratio(events, trials, fewest_events=5, alpha=0.05)
    assert found.estimate == pytest.approx(25 / 13)
    moved = (events[:, 0] - 5) / 25 - (events[:, 1] - 2.6) / 13
    error = np.sqrt((moved**2).sum() * 5 / 4)
    assert np.log(found.upper / found.estimate) == pytest.approx(2.7764451 * error, rel=1e-6)
    assert found.lower * found.upper == pytest.approx(found.estimate**2)
    assert matched_ratio(events, trials, fewest_events=14, alpha=0.05) == "too_few_events"


def plainly_paired(distance, is_treated, caliper):
    """Each treated unit looks at every control that is left."""
    limit = np.inf if caliper is None else caliper * distance.std(ddof=1)
    control, pairs = list(np.flatnonzero(~is_treated)), []
    for unit in sorted(np.flatnonzero(is_treated), key=lambda one: -distance[one]):
        nearest = min(control, key=lambda one: abs(distance[one] - distance[unit]), default=None)
        if nearest is not None and abs(distance[nearest] - distance[unit]) <= limit:
            pairs.append((unit, nearest))
            control.remove(nearest)
    return pairs


@pytest.mark.parametrize("caliper", [None, 0.2])
@pytest.mark.parametrize("seed", range(20))
def test_pairs_are_those_of_looking_at_every_control_ties_and_all(seed, caliper):
    rng = np.random.default_rng(seed)
    for _ in range(20):
        distance = rng.integers(0, rng.integers(2, 30), 40) / 4
        is_treated = rng.random(40) < rng.random()
        found = nearest_pairs(distance, is_treated, caliper)
        assert [tuple(pair) for pair in found] == plainly_paired(distance, is_treated, caliper)
