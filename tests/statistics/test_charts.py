"""The moving average and its limits are the published ones, also where the target is estimated."""

import numpy as np
import pandas as pd
import pytest

from orchestration.statistics.charts import average_run_length, ewma, ewma_variance
from tests.statistics.published import assert_published, case


def test_the_average_and_its_limits_are_those_of_the_nist_handbook():
    folder, published = case("28")
    given = published["params"]
    values = pd.read_csv(folder / "input.csv")["x"].to_numpy()
    averages = ewma(values, given["lam"], start=given["target"])
    reach = given["L"] * given["sigma"] * np.sqrt(ewma_variance(np.inf, given["lam"]))
    lower, upper = given["target"] - reach, given["target"] + reach
    beyond = int(((averages < lower) | (averages > upper)).sum())
    found = {"ewma": list(averages), "lcl": lower, "ucl": upper, "n_signals": beyond}
    assert_published("28", found)


@pytest.mark.parametrize(
    ("table", "row", "name"),
    [
        ("lucas_saccucci", 0, "ls_lam50"),
        ("lucas_saccucci", 1, "ls_lam03"),
        ("crowder", 0, "crowder_lam50"),
        ("crowder", 1, "crowder_lam05"),
    ],
)
def test_run_lengths_are_those_of_the_published_tables(table, row, name):
    given = case("30")[1]["params"][table]
    weight, limit = given["lam"][row], given["L"][row]
    lengths = [average_run_length(weight, limit, shift) for shift in given["mu"]]
    assert_published("30", {name: lengths})


@pytest.mark.parametrize(
    ("weight", "limit"), [(0.4, 3.054), (0.25, 2.998), (0.2, 2.962), (0.1, 2.814), (0.05, 2.615)]
)
def test_the_usual_designs_run_500_values_to_a_false_alarm(weight, limit):
    assert_published("30", {f"arl0_{weight}_{limit}": average_run_length(weight, limit)})


def test_a_missing_value_leaves_the_average_where_it_was():
    values = np.array([[1.0, np.nan, 1.0], [np.nan, np.nan, 1.0]])
    expected = [[0.2, 0.2, 0.36], [0.0, 0.0, 0.2]]
    assert ewma(values, 0.2) == pytest.approx(np.array(expected))


def charts(phi, baseline, steps, count=60_000):
    """Averages of autoregressive values held against the mean of as many before them."""
    rng = np.random.default_rng(7)
    values = rng.normal(size=(count, baseline + steps + 20))
    for step in range(1, values.shape[1]):
        fresh = np.sqrt(1 - phi**2) * values[:, step]
        values[:, step] = phi * values[:, step - 1] + fresh
    target = values[:, :baseline].mean(axis=1) if baseline else 0.0
    watched = values[:, baseline + 20 :]  # 20 values apart: the target is independent of them
    return ewma(watched - np.reshape(target, (-1, 1)), 0.2)[:, -1]


@pytest.mark.parametrize(("steps", "baseline"), [(1, 0), (4, 0), (4, 6), (24, 6), (24, 12)])
def test_the_variance_holds_from_the_first_step_and_with_an_estimated_target(steps, baseline):
    doubt = 1 / baseline if baseline else 0.0
    expected = ewma_variance(steps, 0.2, target_variance=doubt)
    assert charts(0.0, baseline, steps).var() == pytest.approx(expected, rel=0.03)


def test_autocorrelated_values_vary_as_corrected_and_half_as_much_again_as_independent_ones():
    found = charts(0.3, 0, 30).var()
    assert found == pytest.approx(ewma_variance(30, 0.2, autocorrelation=0.3), rel=0.03)
    assert found > 1.5 * ewma_variance(30, 0.2)
