"""Omega against lavaan, and the reasons why there is none."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

from orchestration.statistics.factors import compute, omega_total
from orchestration.statistics.inputs import Inputs
from tests.indicators.conftest import CASES

BFI = CASES / "05_cronbach_bfi_reverse_items" / "input.csv"
NEUROTICISM = ["N1", "N2", "N3", "N4", "N5"]


def test_omega_is_that_of_lavaan():
    correlation = pd.read_csv(BFI)[NEUROTICISM].corr().to_numpy()
    assert omega_total(correlation) == pytest.approx(0.81547, abs=5e-6)


def test_omega_of_one_factor_is_what_its_loadings_say():
    loadings = np.array([0.9, 0.7, 0.5, 0.3])
    correlation = np.outer(loadings, loadings) + np.diag(1 - loadings**2)
    expected = 2.4**2 / (2.4**2 + (1 - loadings**2).sum())
    assert omega_total(correlation) == pytest.approx(expected, abs=1e-5)


def test_omega_does_not_hang_on_the_direction_in_which_the_factor_is_found():
    correlation = pd.read_csv(BFI)[NEUROTICISM].corr().to_numpy()
    places = [4, 2, 0, 3, 1]
    turned = correlation[np.ix_(places, places)]
    assert omega_total(turned) == pytest.approx(omega_total(correlation), abs=1e-6)


def test_an_item_that_would_need_a_negative_error_has_no_omega():
    correlation = np.array([[1.0, 0.9, 0.9], [0.9, 1.0, 0.5], [0.9, 0.5, 1.0]])
    assert omega_total(correlation) is None


@pytest.fixture
def inputs():
    """Forms of four scales: sound, of two items, one item alike in all, one item given twice."""
    rng = np.random.default_rng(7)
    level = rng.normal(size=300)
    scales = {
        "sound": [level + rng.normal(size=300) for _ in range(4)],
        "short": [level + rng.normal(size=300) for _ in range(2)],
        "alike": [*(level + rng.normal(size=300) for _ in range(3)), np.full(300, 3.0)],
        "twice": [*(level + rng.normal(size=300) for _ in range(3))],
    }
    scales["twice"].append(scales["twice"][0])
    rows = pd.concat(
        pd.DataFrame(
            {
                "instrument_id": "X",
                "instrument_version": "1",
                "construct": construct,
                "form_id": np.arange(300).astype(str),
                "leader_id": "l",
                "wave_id": "w",
                "item_id": f"i{place}",
                "scored_value": values,
            }
        )
        for construct, items in scales.items()
        for place, values in enumerate(items)
    )
    with duckdb.connect() as connection:
        connection.execute("create schema intermediate")
        connection.register("rows", rows)
        connection.execute("create table intermediate.int_forms_completed as from rows")
        yield Inputs(connection, date(2025, 12, 31))


def test_a_scale_without_omega_says_why(inputs):
    found = compute(inputs).set_index("construct")
    assert found["omega_reason"].dropna().to_dict() == {
        "alike": "item_without_spread",
        "short": "too_few_items",
        "twice": "items_not_independent",
    }
    assert found.loc["sound", "omega_total"] == pytest.approx(0.8, abs=0.05)
    assert found["omega_total"].isna().sum() == 3


def test_two_computations_give_the_same_bytes(inputs):
    one, other = compute(inputs), compute(inputs)
    pd.testing.assert_frame_equal(one, other, check_exact=True)
