"""Exact tails, paired changes and the size of a pilot against published values."""

import csv
import json

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar as reference_mcnemar

from orchestration.statistics.change import mcnemar, paired_change
from orchestration.statistics.exact import binomial, clopper_pearson, poisson_limits, rate_ratio
from orchestration.statistics.power import detectable_between, detectable_paired, detectable_ratio
from tests.conftest import SHARED

CASES = SHARED / "acceptance"
POWER = 0.8


def published(case, name):
    values = json.loads((CASES / case / "expected.json").read_text(encoding="utf-8"))["values"]
    return pytest.approx(values[name]["expected"], abs=values[name]["tolerance"])


def test_clopper_pearson_and_the_binomial_test_are_conovers():
    case = "19_clopper_pearson"
    params = json.loads((CASES / case / "expected.json").read_text())["params"]
    found = binomial(params["x"], params["n"], params["p0"])
    assert found.lower == published(case, "lo")
    assert found.upper == published(case, "hi")
    assert found.p_value == published(case, "p")


def test_none_and_all_have_one_sided_limits():
    assert clopper_pearson(0, 20) == (0.0, pytest.approx(1 - 0.025 ** (1 / 20)))
    assert clopper_pearson(20, 20) == (pytest.approx(0.025 ** (1 / 20)), 1.0)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 10, 20, 100])
def test_poisson_limits_are_garwoods(count):
    assert list(poisson_limits(count)) == published("20_poisson_exact", f"count_{count}")


def test_the_limits_of_a_rate_are_those_of_its_count_over_the_exposure():
    exposure = 24.19893
    lower, upper = poisson_limits(137)
    assert 137 / exposure == published("20_poisson_exact", "rate_137")
    assert [lower / exposure, upper / exposure] == published("20_poisson_exact", "ci_137")


@pytest.mark.parametrize(
    ("now", "base", "ratio", "lower", "upper", "p_value"),
    [(28, 40, 0.70, 0.42, 1.16, 0.18), (14, 20, 0.70, None, None, 0.39)],
)
def test_the_ratio_of_rates_is_that_of_the_method(now, base, ratio, lower, upper, p_value):
    found = rate_ratio(now, 100.0, base, 100.0)
    assert found.estimate == pytest.approx(ratio)
    assert found.p_value == pytest.approx(p_value, abs=0.005)
    if lower:
        assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=0.005)


def test_the_ratio_of_rates_takes_exposure_into_account():
    found = rate_ratio(10, 50.0, 20, 100.0)
    assert found.estimate == pytest.approx(1)
    assert found.p_value == pytest.approx(1)


def test_the_ratio_of_rates_without_events_has_the_limits_that_exist():
    assert rate_ratio(0, 1.0, 0, 1.0) is None
    gone = rate_ratio(0, 1.0, 5, 1.0)
    assert (gone.estimate, gone.lower) == (0.0, 0.0)
    assert gone.upper == pytest.approx((0.025 ** (-1 / 5)) - 1)
    risen = rate_ratio(5, 1.0, 0, 1.0)
    assert (risen.estimate, risen.upper) == (float("inf"), float("inf"))


def test_the_paired_change_is_students():
    case = "22_paired_change"
    with (CASES / case / "sleep.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    extra = {
        group: {row["ID"]: float(row["extra"]) for row in rows if row["group"] == group}
        for group in ("1", "2")
    }
    changes = np.array([extra["1"][person] - extra["2"][person] for person in extra["1"]])
    found = paired_change(changes)
    assert found.estimate == published(case, "mean")
    assert [found.lower, found.upper] == published(case, "ci")
    assert found.p_value == published(case, "p")
    assert -stats.t.isf(found.p_value / 2, 9) == published(case, "t")


def test_one_person_shows_no_change_and_equal_changes_have_no_width():
    assert paired_change(np.array([0.4])) is None
    assert paired_change(np.array([0.5, 0.5])).p_value == 0
    assert paired_change(np.array([0.0, 0.0])).p_value == 1


def test_mcnemar_is_that_of_the_approval_ratings():
    chi_square, p_value = mcnemar(150, 86)
    assert chi_square == published("22_paired_change", "mcnemar_chi2")
    assert p_value == published("22_paired_change", "mcnemar_p")
    assert mcnemar(0, 0) is None


@pytest.mark.parametrize(("risen", "fallen"), [(10, 4), (7, 7), (3, 0)])
def test_mcnemar_is_that_of_another_library(risen, fallen):
    reference = reference_mcnemar([[1, risen], [fallen, 1]], exact=False, correction=True)
    if risen != fallen:
        assert mcnemar(risen, fallen) == pytest.approx((reference.statistic, reference.pvalue))
    else:
        assert mcnemar(risen, fallen) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("correlation", "paired", "between"),
    [(0.3, 0.25, 0.40), (0.5, 0.21, 0.36), (0.7, 0.16, 0.30)],
)
def test_a_pilot_of_45_leaders_can_show_what_the_method_says(correlation, paired, between):
    alone = detectable_paired(0.5, correlation, 45, POWER)
    assert alone == pytest.approx(paired, abs=0.005)
    compared = detectable_between(0.5, correlation, 23, 22, POWER)
    assert compared == pytest.approx(between, abs=0.005)


def test_a_fall_of_30_percent_needs_about_150_incidents():
    assert detectable_ratio(150, POWER) == pytest.approx(0.70, abs=0.005)
    assert detectable_ratio(40, POWER) < 0.55
    assert detectable_ratio(5, POWER) is None
    assert detectable_ratio(0, POWER) is None


def test_the_detectable_change_is_found_in_as_many_of_many_pilots_as_said():
    leaders, correlation = 45, 0.6
    change = detectable_paired(0.5, correlation, leaders, POWER)
    rng = np.random.default_rng(20251231)
    cover = 0.25 * np.array([[1, correlation], [correlation, 1]])
    before_after = rng.multivariate_normal([3, 3 + change], cover, size=(4000, leaders))
    drawn = before_after[:, :, 1] - before_after[:, :, 0]
    found = [paired_change(changes).p_value < 0.05 for changes in drawn]
    assert np.mean(found) == pytest.approx(POWER, abs=0.025)
