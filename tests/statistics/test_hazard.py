"""Events in discrete time: the published life table, and the regression that stands behind it."""

import warnings

import numpy as np
import pytest
from scipy.special import expit
from statsmodels.genmod.families import Binomial, Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from orchestration.statistics.association import Association, Limits, associate
from orchestration.statistics.cells import Cells
from orchestration.statistics.glm import LOGIT, POISSON, NotFittedError, fit
from orchestration.statistics.hazard import life_table
from tests.statistics.cases import published, threshold

TEACHERS = "35_attrition_life_table_teachers"
LIMITS = Limits(
    leaders=threshold("association_min_leaders"),
    events=threshold("analysis_min_events"),
    events_per_coefficient=threshold("association_min_events_per_coefficient"),
    leaders_for_sandwich=threshold("cluster_sandwich_min_leaders"),
    alpha=threshold("band_alpha"),
)


@pytest.fixture(scope="module")
def teachers():
    """People at risk and events by year."""
    rows, expected = published(TEACHERS)
    years = np.arange(1, rows["t"].max() + 1)
    at_risk = np.array([(rows["t"] >= year).sum() for year in years], dtype=float)
    left = rows[rows["censor"] == 0]["t"]
    events = np.array([(left == year).sum() for year in years], dtype=float)
    return at_risk, events, expected


def test_the_life_table_of_the_teachers(teachers):
    at_risk, events, expected = teachers
    table = life_table(at_risk, events)
    assert list(at_risk) == expected("at_risk")
    assert list(events) == expected("events")
    assert list(table.hazard) == expected("hazard")
    assert table.hazard_error[0] == expected("se_hazard_1")
    assert table.surviving_error[2] == expected("se_surv_3")
    assert table.median_periods() == expected("median_years")


def test_the_logit_on_cells_gives_the_published_hazards(teachers):
    at_risk, events, expected = teachers
    years = np.arange(len(events), dtype=np.int64)
    fitted = fit(Cells(at_risk, events, np.zeros(len(events)), years, (years,)), LOGIT)
    constant, *differences = fitted.coefficients[:-1]
    assert list(expit(constant + np.array([0.0, *differences]))) == expected("hazard")


def test_nobody_lost_half_has_no_median():
    assert life_table(np.array([10.0, 9.0]), np.array([1.0, 1.0])).median_periods() is None


def drawn(seed=1, leaders=45, slope=-0.4, share=0.03, rows=2500):
    """Cells of a discrete-time hazard whose slope is known; leaders differ beyond their score."""
    generator = np.random.default_rng(seed)
    clusters = generator.integers(0, leaders, rows).astype(np.int64)
    month = generator.integers(0, 12, rows).astype(np.int64)
    level = generator.integers(0, 3, rows).astype(np.int64)
    score = generator.normal(size=leaders)[clusters]
    trials = generator.integers(1, 6, rows).astype(float)
    own = generator.normal(0, 0.3, leaders)[clusters]
    chance = expit(np.log(share) + slope * score + 0.2 * level + 0.05 * month + own)
    events = generator.binomial(trials.astype(int), chance).astype(float)
    return Cells(trials, events, score, clusters, (month, level))


def design_of(cells):
    """The matrix that the sums are those of: a constant, dummies, the score."""
    dummies = [codes[:, None] == np.arange(1, codes.max() + 1) for codes in cells.factors]
    return np.column_stack([np.ones(len(cells.trials)), *dummies, cells.score]).astype(float)


@pytest.mark.parametrize(("family", "reference"), [(LOGIT, Binomial()), (POISSON, Poisson())])
def test_the_fit_and_its_clustered_error_are_those_of_statsmodels(family, reference):
    cells = drawn()
    fitted = fit(cells, family)
    design = design_of(cells)
    if family is LOGIT:
        outcome, more = np.column_stack([cells.events, cells.trials - cells.events]), {}
    else:
        outcome, more = cells.events, {"exposure": cells.trials}
    known = GLM(outcome, design, family=reference, **more).fit(
        cov_type="cluster", cov_kwds={"groups": cells.clusters}
    )
    assert fitted.coefficients == pytest.approx(known.params, abs=1e-7)
    rows = len(cells.trials)
    by_rows = np.sqrt((rows - 1) / (rows - design.shape[1]))
    assert fitted.sandwich_error() == pytest.approx(known.bse[-1] / by_rows, rel=1e-6)


def test_cells_say_the_same_as_single_people():
    cells = drawn(rows=600)
    people = np.repeat(np.arange(600), cells.trials.astype(int))
    first = np.concatenate([np.arange(int(n)) for n in cells.trials])
    single = Cells(
        np.ones(len(people)),
        (first < cells.events[people]).astype(float),
        cells.score[people],
        cells.clusters[people],
        tuple(codes[people] for codes in cells.factors),
    )
    one, other = fit(cells, LOGIT), fit(single, LOGIT)
    assert one.slope == pytest.approx(other.slope, abs=1e-9)
    assert one.sandwich_error() == pytest.approx(other.sandwich_error(), rel=1e-9)


def test_the_sums_are_those_of_the_design():
    cells = drawn(leaders=4, rows=200)
    design, weights = design_of(cells), np.linspace(0.5, 2, 200)
    for leader in range(4):
        own = cells.clusters == leader
        part, held = design[own], weights[own]
        products = cells.products(weights, cells.clusters, 4)[leader]
        assert products == pytest.approx(part.T @ (part * held[:, None]))
        assert cells.totals(weights, cells.clusters, 4)[leader] == pytest.approx(part.T @ held)
    assert cells.predicted(np.arange(design.shape[1])) == pytest.approx(
        design @ np.arange(design.shape[1])
    )


def test_the_jackknife_is_that_of_leaving_each_leader_out():
    cells = drawn(leaders=15, share=0.1)
    slopes = [fit(cells.where(cells.clusters != left_out), LOGIT).slope for left_out in range(15)]
    fitted = fit(cells, LOGIT)
    full = np.sqrt(14 / 15 * ((np.array(slopes) - fitted.slope) ** 2).sum())
    assert fitted.jackknife_error(cells, LOGIT) == pytest.approx(full, rel=0.05)
    assert fitted.jackknife_error(cells, LOGIT) > fitted.sandwich_error()


def test_the_band_holds_the_true_slope_about_as_often_as_it_says():
    bands = [associate(drawn(seed, leaders=20), LOGIT, LIMITS) for seed in range(100)]
    assert all(isinstance(one, Association) for one in bands)
    held = sum(one.lower < np.exp(-0.4) < one.upper for one in bands)
    assert held >= 90
    assert {one.band_method for one in bands} == {"jackknife"}


def test_without_an_association_five_in_a_hundred_are_found():
    found = [associate(drawn(seed, leaders=20, slope=0.0), LOGIT, LIMITS) for seed in range(100)]
    assert sum(one.p_value < 0.05 for one in found) <= 10


def test_many_leaders_take_the_sandwich():
    found = associate(drawn(leaders=120), LOGIT, LIMITS)
    assert found.band_method == "sandwich"
    assert found.lower < np.exp(-0.4) < found.upper


def test_a_month_without_events_says_nothing_and_does_no_harm():
    cells = drawn()
    extra = 200
    month = np.full(extra, 12, dtype=np.int64)
    quiet = Cells(
        np.append(cells.trials, np.full(extra, 5.0)),
        np.append(cells.events, np.zeros(extra)),
        np.append(cells.score, cells.score[:extra]),
        np.append(cells.clusters, cells.clusters[:extra]),
        (
            np.append(cells.factors[0], month),
            np.append(cells.factors[1], cells.factors[1][:extra]),
        ),
    )
    assert associate(quiet, LOGIT, LIMITS) == associate(cells, LOGIT, LIMITS)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (drawn(leaders=9), "too_few_leaders"),
        (drawn(share=0.0002), "too_few_events"),
        (drawn(share=0.0005, seed=3), "too_few_events_for_the_controls"),
    ],
)
def test_too_little_evidence_gives_a_reason_and_no_ratio(cells, reason):
    assert associate(cells, LOGIT, LIMITS) == reason


def test_a_score_that_is_the_same_for_all_is_no_score():
    cells = drawn()
    same = Cells(cells.trials, cells.events, np.zeros(len(cells.trials)), cells.clusters)
    assert associate(same, LOGIT, LIMITS) == "score_does_not_vary"


def test_events_told_apart_by_the_score_have_no_finite_ratio():
    score = np.linspace(-2, 2, 400)
    cells = Cells(np.ones(400), (score > 0).astype(float), score, np.arange(400) % 20)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(NotFittedError):
            fit(cells, LOGIT)
    assert associate(cells, LOGIT, LIMITS) == "events_told_apart_completely"
