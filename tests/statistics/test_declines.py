"""A fall is found where there is one, and a thousand teams that stand still raise hardly any.

Simulated teams are those of METHOD 15: eight people, a spread of .9 points, levels of their own.
"""

import time

import numpy as np
import pytest
from scipy.stats import norm

from orchestration.statistics import declines as module
from orchestration.statistics.alerts import raised
from orchestration.statistics.declines import Rules, declines

RULES = Rules(
    weight=0.2, window=12, shortest=6, longest=12, people=5, effect=0.2, runs=2, rate=0.10
)
PEOPLE, SPREAD = 8, 0.9
HISTORY, MONTHS = 12, 24


def organization(teams, phi=0.0, months=HISTORY + MONTHS, seed=1):
    """Monthly means of teams in which nothing changes, and the people behind them."""
    rng = np.random.default_rng(seed)
    errors = rng.normal(size=(teams, months))
    for month in range(1, months):
        fresh = np.sqrt(1 - phi**2) * errors[:, month]
        errors[:, month] = phi * errors[:, month - 1] + fresh
    levels = rng.normal(3.6, 0.25, (teams, 1))
    return levels + SPREAD / np.sqrt(PEOPLE) * errors, np.full((teams, months), PEOPLE)


@pytest.mark.parametrize("phi", [0.0, 0.3])
def test_a_thousand_teams_without_change_raise_at_most_one_alert_a_month(phi):
    seen = [raised(*organization(500, phi, seed=seed), RULES)[:, HISTORY:] for seed in range(4)]
    a_month = np.mean([found.sum() / MONTHS for found in seen]) * 1000 / 500
    assert a_month <= 1


def test_without_the_corrections_they_would_raise_many(monkeypatch):
    def uncorrected(steps, weight, *_):
        keep = 1 - weight
        return weight / (2 - weight) * (1 - keep ** (2 * np.asarray(steps, dtype=float)))

    monkeypatch.setattr(module, "ewma_variance", uncorrected)
    found = raised(*organization(1000, phi=0.3), RULES)[:, HISTORY:]
    assert found.sum() / MONTHS > 5


def test_most_teams_that_fall_by_half_a_spread_are_found_and_few_others():
    readings, people = organization(1000)
    readings[:50, HISTORY + 12 :] -= 0.45
    found = raised(readings, people, RULES)
    assert found[:50, HISTORY + 12 :].any(axis=1).mean() > 0.5
    assert found[50:].sum() <= 0.15 * found.sum()


def test_no_team_is_raised_before_it_falls_nor_in_the_first_run_after():
    readings, people = organization(200)
    readings[0, 30:] -= 4.0
    found = raised(readings, people, RULES)
    assert not found[0, :31].any()
    assert found[0, 31:].all()


def test_a_month_is_judged_by_what_was_known_at_its_end():
    readings, people = organization(60)
    until = declines(readings[:, :20], people[:, :20], RULES)
    later = declines(readings, people, RULES)
    np.testing.assert_array_equal(until.p_value, later.p_value[:, :20])
    np.testing.assert_array_equal(until.level, later.level[:, :20])


def test_p_values_of_teams_without_change_are_those_of_chance():
    readings, people = organization(2000, months=14)
    found = declines(readings, people, RULES).p_value[:, -1]
    for share in (0.01, 0.05, 0.25, 0.5):
        assert (found <= share).mean() == pytest.approx(share, abs=3 * np.sqrt(share / 2000))


def test_the_pooled_spread_autocorrelation_and_levels_are_those_put_in():
    readings, people = organization(4000, phi=0.3, months=12)
    variance, phi, level, doubt = module._baselines(readings, people)
    assert variance == pytest.approx(SPREAD**2, rel=0.03)
    assert phi == pytest.approx(0.3, abs=0.03)
    truth = np.random.default_rng(1)
    truth.normal(size=readings.shape)
    errors = level - truth.normal(3.6, 0.25, (4000, 1))[:, 0]
    assert errors.var() == pytest.approx(doubt.mean(), rel=0.05)
    raw = readings.mean(axis=1) - readings.mean()
    assert np.abs(level - level.mean()).mean() < np.abs(raw).mean()


def test_a_single_team_is_held_against_itself_with_few_degrees_of_freedom():
    readings, people = organization(1, months=7)
    readings[0, 6] = readings[0, :6].mean() - 4 * readings[0, :6].std()
    found = declines(readings, people, RULES)
    assert found.level[0, 6] == pytest.approx(readings[0, :6].mean())
    assert found.p_value[0, 6] > norm.cdf(-4)


def test_too_few_people_too_short_a_baseline_and_gaps_are_not_judged():
    readings, people = organization(40, months=9)
    people[0, :] = 4
    people[1, 2] = 4
    readings[2, 6] = np.nan
    found = declines(readings, people, RULES)
    judged = np.isfinite(found.p_value)
    assert not judged[:, :6].any()
    assert not judged[0].any()
    assert judged[1].tolist() == [False] * 7 + [True, True]
    assert judged[2].tolist() == [False] * 7 + [True, True]
    assert judged[3].tolist() == [False] * 6 + [True] * 3
    assert not found.is_large_enough[0].any()
    assert found.baseline_months[3].tolist() == [0, 1, 2, 3, 4, 5, 6, 6, 6]


def test_the_baseline_grows_to_a_year_and_then_moves_on():
    readings, people = organization(30, months=40)
    found = declines(readings, people, RULES).baseline_months[0]
    assert (found[17], found[18], found[23], found[39]) == (6, 7, 12, 12)
    readings[:, :16] += 5
    moved = declines(readings, people, RULES)
    assert (moved.level[:, 39] < 4.6).all()


def test_readings_without_any_spread_are_not_judged():
    readings = np.full((10, 8), 3.1) + np.arange(10)[:, None] / 7
    found = declines(readings, np.full((10, 8), PEOPLE), RULES)
    assert np.isnan(found.p_value).all()


def test_a_thousand_teams_over_two_years_take_seconds_at_most():
    readings, people = organization(1000)
    began = time.perf_counter()
    raised(readings, people, RULES)
    assert time.perf_counter() - began < 5
