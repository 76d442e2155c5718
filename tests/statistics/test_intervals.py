"""Bands of reliabilities against the published ones of Shrout and Fleiss' judges."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

from orchestration.statistics.inputs import Inputs
from orchestration.statistics.intervals import compute, feldt_limits, icc_limits

# Limits as the documentation of psych::ICC prints them for the data of acceptance case 01.
MS_BETWEEN, MS_WITHIN = 11.241666666666669, 6.263888888888889


def test_bands_of_one_way_agreement_are_those_of_shrout_and_fleiss_data():
    of_one, of_mean = icc_limits(MS_BETWEEN / MS_WITHIN, between=5, within=18, size=4)
    assert of_one == pytest.approx((-0.133, 0.723), abs=5e-4)
    assert of_mean == pytest.approx((-0.884, 0.912), abs=5e-4)


def test_the_band_of_alpha_is_that_of_the_consistency_of_the_judges_mean():
    assert feldt_limits(0.9093155423770695, forms=6, items=4) == pytest.approx(
        (0.676, 0.986), abs=5e-4
    )


def test_the_band_of_alpha_holds_the_true_value_as_often_as_it_says():
    rng = np.random.default_rng(11)
    forms, items, loading = 40, 5, 0.7
    true = items / (items - 1) * (1 - items / (items + items * (items - 1) * loading**2))
    held = 0
    for _ in range(2000):
        level = rng.normal(size=(forms, 1))
        scores = loading * level + np.sqrt(1 - loading**2) * rng.normal(size=(forms, items))
        total = scores.sum(axis=1).var(ddof=1)
        alpha = items / (items - 1) * (1 - scores.var(axis=0, ddof=1).sum() / total)
        lower, upper = feldt_limits(alpha, forms, items)
        held += lower <= true <= upper
    assert held / 2000 == pytest.approx(0.95, abs=0.015)


@pytest.mark.parametrize("icc", [0.0, 0.25])
def test_the_band_of_agreement_holds_the_true_value_as_often_as_it_says(icc):
    rng = np.random.default_rng(13)
    leaders, raters = 30, 6
    held = 0
    for _ in range(2000):
        level = np.sqrt(icc) * rng.normal(size=(leaders, 1))
        scores = level + np.sqrt(1 - icc) * rng.normal(size=(leaders, raters))
        ratio = raters * scores.mean(axis=1).var(ddof=1) / scores.var(axis=1, ddof=1).mean()
        (lower, upper), _ = icc_limits(ratio, leaders - 1, leaders * (raters - 1), raters)
        held += lower <= icc <= upper
    assert held / 2000 == pytest.approx(0.95, abs=0.015)


def test_a_scale_of_one_item_has_no_band_of_alpha_and_raters_without_spread_none_of_agreement():
    judges = {
        "instrument_id": "X",
        "instrument_version": "1",
        "construct": "judges",
        "item_count": 4,
        "form_count": 6,
        "alpha": 0.9093155423770695,
        "wave_count": 1,
        "leader_wave_count": 6,
        "rating_count": 24,
        "mean_raters": 4.0,
        "ms_between": MS_BETWEEN,
        "ms_within": MS_WITHIN,
        "icc_of_one": 0.16574176840547544,
    }
    single = judges | {"construct": "single", "item_count": 1, "alpha": None}
    alike = judges | {"construct": "alike", "ms_within": 0.0, "icc_of_one": 1.0}
    unrated = {key: judges[key] for key in list(judges)[:2]} | {"construct": "unrated"}
    rows = pd.DataFrame([judges, single, alike, unrated])
    with duckdb.connect() as connection:
        connection.execute("create schema intermediate")
        connection.register("rows", rows)
        connection.execute("create table intermediate.int_instruments_measured as from rows")
        found = compute(Inputs(connection, date(2025, 12, 31))).set_index("construct")
    assert found.loc["judges", "alpha_lower"] == pytest.approx(0.676, abs=5e-4)
    assert found.loc["judges", "icc_of_mean_upper"] == pytest.approx(0.912, abs=5e-4)
    missing = found.isna()
    assert list(found.index[missing["alpha_lower"]]) == ["single", "unrated"]
    assert list(found.index[missing["icc_of_one_lower"]]) == ["alike", "unrated"]
