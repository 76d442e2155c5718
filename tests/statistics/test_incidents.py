"""More incidents than expected: exact tails, and expectations that lean on the other teams."""

from math import exp, factorial

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import gamma, poisson

from orchestration.statistics.incidents import Rules, count_tail, excesses, posterior

RULES = Rules(recent=3, shortest=6, longest=12, people=5)


@pytest.mark.parametrize(("count", "expected"), [(0, 0.7), (1, 0.7), (4, 0.7), (10, 4.2)])
def test_the_tail_of_a_known_expectation_is_poissons(count, expected):
    below = sum(exp(-expected) * expected**k / factorial(k) for k in range(count))
    assert count_tail(np.array([count]), np.array([expected]))[0] == pytest.approx(1 - below)


@pytest.mark.parametrize(("count", "expected", "shape"), [(3, 0.7, 2.0), (6, 2.5, 5.0)])
def test_the_tail_of_an_estimated_one_is_the_mean_of_poisson_tails(count, expected, shape):
    mean, _ = quad(
        lambda m: poisson.sf(count - 1, m) * gamma.pdf(m, shape, scale=expected / shape), 0, 60
    )
    found = count_tail(np.array([count]), np.array([expected]), np.array([shape]))[0]
    assert found == pytest.approx(mean, abs=1e-6)
    assert found > poisson.sf(count - 1, expected)


def organization(teams=400, months=20, spread=0.5, seed=2):
    """Incidents and person-months of teams with rates of their own that do not change."""
    rng = np.random.default_rng(seed)
    exposure = rng.uniform(6, 12, (teams, 1)) * np.ones((1, months))
    rates = rng.gamma(1 / spread**2, 0.05 * spread**2, (teams, 1))
    return rng.poisson(rates * exposure).astype(float), exposure


def test_expectations_lie_between_a_teams_own_past_and_that_of_all():
    counts, exposure = organization()
    events, months = counts[:, :12].sum(axis=1), exposure[:, :12].sum(axis=1)
    shape, rate = posterior(events, months)
    own, mean = events / months, events.sum() / months.sum()
    low, high = np.minimum(own, mean), np.maximum(own, mean)
    assert ((shape / rate >= low - 1e-12) & (shape / rate <= high + 1e-12)).all()
    later = counts[:, 12:].sum() / exposure[:, 12:].sum()
    assert (shape / rate).mean() == pytest.approx(later, rel=0.1)
    prior_mean, prior_shape = mean, (shape - events)[0]
    assert prior_shape == pytest.approx(1 / 0.5**2, rel=0.35)
    assert prior_mean == pytest.approx(0.05, rel=0.1)


def test_teams_without_change_are_not_more_often_beyond_a_p_value_than_it_says():
    found = excesses(*organization(4000), RULES).p_value[:, -1]
    for share in (0.001, 0.01, 0.05):
        assert (found <= share).mean() <= share + 3 * np.sqrt(share / 4000)
    assert (found <= 0.05).mean() > 0.015


def test_a_team_that_triples_its_incidents_stands_out():
    counts, exposure = organization(months=16, spread=0.3)
    counts[0, 13:] = 3
    found = excesses(counts, exposure, RULES)
    assert found.p_value[0, -1] < 0.001
    assert found.count[0, -1] == 9
    assert found.expected[0, -1] < 3


def test_a_team_without_past_or_with_few_people_is_not_judged():
    counts, exposure = organization(teams=20, months=12)
    exposure[0] = 4.0
    exposure[1, :6] = 4.0
    judged = np.isfinite(excesses(counts, exposure, RULES).p_value)
    assert not judged[0].any()
    assert not judged[1].any()
    assert judged[2].tolist() == [False] * 8 + [True] * 4


def test_nothing_is_expected_for_certain_where_nothing_ever_happened():
    counts, exposure = np.zeros((10, 12)), np.full((10, 12), 8.0)
    counts[0, 11] = 1
    found = excesses(counts, exposure, RULES)
    assert (found.expected[:, -1] > 0).all()
    assert 0.001 < found.p_value[0, -1] < 0.2
