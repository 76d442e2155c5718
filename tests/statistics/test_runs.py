"""A run's tests are one family; what is raised is significant, lasts and matters."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests

from orchestration.locations import REFERENCE_SEEDS
from orchestration.statistics.runs import Family, adjust, judge, lasting
from tests.statistics.published import assert_published, case

RULES = {"rate": 0.10, "runs": 2, "least_effect": 0.2}


def test_adjusted_p_values_are_benjaminis_and_hochbergs():
    p_values = pd.read_csv(case("27")[0] / "input.csv")["p"].to_numpy()
    adjusted = adjust(p_values)
    found = {"n_rejected_bh": float((adjusted <= 0.05).sum()), "adj4": adjusted[3]}
    assert_published("27", found)


def test_a_quantile_for_all_of_a_family_rejects_what_bonferroni_does():
    """Series of windows and pairs of groups are held to the quantile of their number."""
    p_values = pd.read_csv(case("27")[0] / "input.csv")["p"].to_numpy()
    quantiles = pd.read_csv(REFERENCE_SEEDS / "quantiles_z.csv", index_col="comparison_count")
    limit = quantiles.loc[len(p_values), "z_two_sided_95"]
    rejected = norm.isf(p_values / 2) > limit
    assert_published("27", {"n_rejected_bonferroni": float(rejected.sum())})
    assert rejected.tolist() == multipletests(p_values, 0.05, method="bonferroni")[0].tolist()


def test_adjusted_p_values_do_not_hang_on_order_nor_count_what_was_not_tested():
    p_values = np.random.default_rng(3).uniform(size=40) ** 3
    reference = multipletests(p_values, method="fdr_bh")[1]
    assert adjust(p_values) == pytest.approx(reference)
    assert adjust(p_values[::-1]) == pytest.approx(reference[::-1])
    with_gaps = adjust(np.concatenate([[np.nan, np.nan], p_values]))
    assert with_gaps[2:] == pytest.approx(reference)
    assert np.isnan(with_gaps[:2]).all()


def test_only_an_unbroken_row_of_runs_lasts():
    found = np.array([[True, True, False, True, True, True]])
    assert lasting(found, 2).tolist() == [[False, True, False, False, True, True]]
    assert lasting(found, 3).tolist() == [[False, False, False, False, False, True]]
    assert lasting(found, 1).tolist() == found.tolist()


def family_of(p_values, effects=1.0, **changes):
    """Tests x months that could all be judged, with changes."""
    p_values = np.array(p_values, dtype=float)
    everywhere = {
        "level": np.full(p_values.shape, 3.0),
        "effect": np.full(p_values.shape, effects),
        "baseline_months": np.full(p_values.shape, 6),
        **{
            name: np.full(p_values.shape, fill_value=True)
            for name in ("is_large_enough", "is_long_enough", "needs_lasting")
        },
    }
    changed = {name: np.full(p_values.shape, value) for name, value in changes.items()}
    return Family(p_values, **(everywhere | changed))


@pytest.mark.parametrize(
    ("given", "state", "reason"),
    [
        (family_of([[0.001, 0.001]]), "raised", "decline_persists"),
        (family_of([[0.500, 0.001]]), "quiet", "waits_for_next_run"),
        (family_of([[np.nan, 0.001]]), "quiet", "waits_for_next_run"),
        (family_of([[0.001, 0.500]]), "quiet", "within_chance"),
        (family_of([[0.001, 0.001]], effects=0.19), "quiet", "too_small_to_matter"),
        (
            family_of([[0.5, 0.001]], needs_lasting=False),
            "raised",
            "more_incidents_than_expected",
        ),
        (family_of([[np.nan, np.nan]]), "not_evaluated", "no_spread"),
        (family_of([[np.nan] * 2], is_long_enough=False), "not_evaluated", "baseline_too_short"),
        (family_of([[np.nan] * 2], is_large_enough=False), "not_evaluated", "too_few_people"),
    ],
)
def test_each_month_says_what_became_of_it_and_why(given, state, reason):
    found = judge(given, **RULES)
    assert (found["alert_state"][0, 1], found["alert_reason"][0, 1]) == (state, reason)


def test_what_one_signal_alone_would_raise_is_quiet_in_a_large_family():
    alone = family_of([[0.01, 0.01]])
    assert judge(alone, **RULES)["alert_state"][0, 1] == "raised"
    everything = Family.stacked([alone, family_of(np.full((19, 2), 0.8))])
    found = judge(everything, **RULES)
    assert found["alert_state"][0, 1] == "quiet"
    assert found["adjusted_p_value"][0, 1] == pytest.approx(0.2)
    assert set(found["family_size"].ravel()) == {20}


def test_what_could_not_be_judged_is_no_member_of_the_family():
    found = judge(Family.stacked([family_of([[0.01]]), family_of([[np.nan]])]), **RULES)
    assert found["family_size"].tolist() == [[1], [0]]
