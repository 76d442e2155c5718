"""The fit against dense algebra and against truth, and where severity cannot be told."""

import duckdb
import numpy as np
import pandas as pd
import pytest
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from orchestration.statistics.severity.effects import prepare, solve
from orchestration.statistics.severity.moments import Components, Side, Sums, crossed, one_way
from orchestration.statistics.severity.ratings import sum_up
from orchestration.statistics.severity.workspace import duckdb_workspace
from tests.statistics.severity_cases import drawn, fitted, ratings


def dense(rows, components):
    """Henderson's equations solved outright: leaders' effects, and the levels of the forms."""
    blocks = [pd.get_dummies(rows[name]) for name in ("form_id", "leader_id", "rater_id")]
    design = np.hstack([block.to_numpy(float) for block in blocks])
    forms, leaders, raters = (block.shape[1] for block in blocks)
    ridge = [0.0] * forms + [components.error / components.leader] * leaders
    ridge += [components.error / components.rater] * raters
    left = design.T @ design + np.diag(ridge)
    solution = np.linalg.solve(left, design.T @ rows["score"].to_numpy())
    return pd.Series(solution[forms : forms + leaders], blocks[1].columns), solution[:forms]


@pytest.fixture(scope="module")
def two_forms():
    """Ratings on two forms of other levels, some given twice, by raters of one to many leaders."""
    rng = np.random.default_rng(7)
    rows, _ = drawn(rng, leaders=40, raters_each=6, leaders_each=3)
    rows["form_id"] = rng.choice(["short", "long"], len(rows))
    rows.loc[rows["form_id"] == "long", "score"] -= 0.8
    alone = ratings([f"{i % 40}" for i in range(60)], [f"once {i}" for i in range(60)], 3.3)
    again = rows.sample(50, random_state=1).assign(score=lambda few: few["score"] + 0.2)
    return pd.concat([rows, again, alone.assign(form_id="short")], ignore_index=True)


def test_effects_are_the_solution_of_hendersons_equations(two_forms):
    (stratum,), leaders = fitted(two_forms)
    effects, levels = dense(two_forms, stratum.components)
    share = two_forms["form_id"].value_counts().sort_index() / len(two_forms)
    assert stratum.mean == pytest.approx(float(levels @ share), abs=1e-7)
    found = leaders.loc["all", "adjusted_mean"] - stratum.mean
    assert np.abs(found - effects).max() < 1e-7
    assert stratum.form_count == 2


def test_a_harder_form_moves_nobodys_score(two_forms):
    harder = two_forms.copy()
    harder.loc[harder["form_id"] == "long", "score"] -= 5
    (easy,), leaders = fitted(two_forms)
    (hard,), others = fitted(harder)
    for name in ("leader", "rater", "error"):
        expected = getattr(easy.components, name)
        assert getattr(hard.components, name) == pytest.approx(expected, abs=1e-9)
    name = "adjusted_mean"
    assert np.abs((leaders[name] - easy.mean) - (others[name] - hard.mean)).max() < 1e-6


def test_strata_fitted_together_are_as_fitted_apart():
    rng = np.random.default_rng(11)
    parts = [drawn(rng, 30, 6, each)[0].assign(stratum_id=f"q{each}") for each in (1, 2, 5)]
    strata, leaders = fitted(pd.concat(parts))
    for part, stratum in zip(parts, strata, strict=True):
        (alone,), own = fitted(part)
        assert stratum.stratum_id == alone.stratum_id
        assert stratum.components.leader == pytest.approx(alone.components.leader)
        assert stratum.shared_rating_share == alone.shared_rating_share
        together = leaders.loc[[stratum.stratum_id]]
        assert np.abs(together["adjusted_mean"] - own["adjusted_mean"]).max() < 1e-7


def accuracy(leaders_each, draws=8):
    """Mean R^2 with truth of raw and adjusted means, and root mean squared errors of all three."""
    rng = np.random.default_rng(100 + leaders_each)
    found = []
    for _ in range(draws):
        rows, truth = drawn(rng, 200, 6, leaders_each)
        (stratum,), leaders = fitted(rows, tolerance=1e-5)
        scores = leaders.loc["all"].set_index(leaders.loc["all"].index.astype(int)).sort_index()
        by_kind = [scores[name] for name in ("raw_mean", "shrunk_mean", "adjusted_mean")]
        errors = [np.sqrt(np.mean((one - stratum.mean - truth) ** 2)) for one in by_kind]
        squares = [np.corrcoef(one, truth)[0, 1] ** 2 for one in by_kind]
        found.append([squares[0], squares[2], *errors])
    return np.mean(found, axis=0)


def test_where_raters_do_not_overlap_the_adjusted_mean_is_the_shrunk_mean():
    rng = np.random.default_rng(3)
    rows, _ = drawn(rng, 200, 6, leaders_each=1)
    (stratum,), leaders = fitted(rows)
    assert stratum.components.rater == 0
    assert stratum.shared_rating_share == 0
    assert stratum.component_count == 200
    assert np.abs(leaders["adjusted_mean"] - leaders["shrunk_mean"]).max() < 1e-9
    _, _, raw, shrunk, adjusted = accuracy(1, draws=2)
    assert adjusted <= 1.02 * shrunk < raw


@pytest.mark.parametrize(("leaders_each", "raw", "gain"), [(4, 0.602, 0.050), (20, 0.608, 0.077)])
def test_the_more_raters_overlap_the_nearer_the_adjusted_mean_is_to_truth(leaders_each, raw, gain):
    found = accuracy(leaders_each)
    assert found[0] == pytest.approx(raw, abs=0.04)
    assert found[1] - found[0] == pytest.approx(gain, abs=0.02)
    assert found[4] < found[3] < found[2]
    assert found[2] == pytest.approx(0.31, abs=0.02)
    assert found[3] == pytest.approx(0.245, abs=0.015)


def test_errors_of_prediction_are_as_large_as_the_errors_are():
    rng = np.random.default_rng(5)
    rows, truth = drawn(rng, 400, 6, leaders_each=4)
    (stratum,), leaders = fitted(rows)
    scores = leaders.loc["all"].set_index(leaders.loc["all"].index.astype(int)).sort_index()
    pev = stratum.components.error * scores["adjusted_inverse"]
    missed = np.abs(scores["adjusted_mean"] - stratum.mean - truth) > 1.96 * np.sqrt(pev)
    assert missed.mean() == pytest.approx(0.05, abs=0.025)


def test_the_error_of_prediction_counts_a_raters_severity_once():
    va, vb, ve = 0.3, 0.5, 0.4
    rows = ratings(["a"] * 6 + list("bcd") * 2, ["x"] * 3 + ["y"] * 3 + ["x"] * 3 + ["y"] * 3, 3.0)
    with duckdb.connect() as connection:
        connection.register("given", rows)
        connection.execute("create table ratings as from given")
        with duckdb_workspace(connection) as work:
            sum_up(work, "ratings")
            prepare(work, {1: Components(va, vb, ve)}, has_raters=True)
            solve(work, "crossed", has_raters=True)
            ((inverse,),) = work.fetch("select inverse from {crossed} where unit = 1")
    severity_left = ve / ((6 - 3) + ve / vb)
    assert ve * inverse == pytest.approx(1 / (1 / va + 2 * 3 / (ve + 3 * severity_left)))


def groups_of(edges):
    """Components of a graph of leaders and raters, by scipy: leader -> label."""
    leader, rater = (pd.factorize(edges[name]) for name in ("leader_id", "rater_id"))
    size = len(leader[1]) + len(rater[1])
    graph = coo_matrix(
        (np.ones(len(edges)), (leader[0], rater[0] + len(leader[1]))), shape=(size, size)
    )
    labels = connected_components(graph, directed=False)[1]
    return dict(zip(leader[1], labels, strict=False))


@pytest.mark.parametrize("seed", range(4))
def test_components_are_those_of_the_graph(seed):
    rng = np.random.default_rng(seed)
    leader, rater = rng.integers(0, 300, 420), rng.integers(0, 300, 420)
    chain = np.arange(60)
    rows = pd.concat(
        [
            ratings(leader, rater, rng.normal(3, 1, 420)),
            ratings(900 + chain, [f"c{i}" for i in chain], rng.normal(3, 1, 60)),
            ratings(900 + chain, [f"c{i + 1}" for i in chain], rng.normal(3, 1, 60)),
        ]
    )
    (stratum,), leaders = fitted(rows, tolerance=1e-4)
    expected = groups_of(rows)
    found = leaders.loc["all", "component"].to_dict()
    assert stratum.component_count == len(set(expected.values()))
    assert len({(found[one], expected[one]) for one in expected}) == stratum.component_count
    sizes = pd.Series(expected).value_counts()
    assert stratum.largest_component_share == pytest.approx(sizes.max() / len(expected))
    assert (pd.Series(found) == 1).sum() == sizes.max()


def side(squares, spread, groups, weight):
    return Side(squares, spread, groups, weight)


def test_a_negative_rater_variance_is_none_and_the_others_are_solved_without_it():
    found = Sums(100, 1, 60.0, side(40.0, 10, 10, 10.0), side(1.0, 10, 10, 10.0))
    assert crossed(found) == one_way(found)
    assert crossed(found).rater == 0
    assert crossed(found).error == pytest.approx(20 / 90)


def test_a_negative_leader_variance_is_none_and_the_others_are_solved_without_it():
    found = Sums(100, 1, 60.0, side(1.0, 10, 10, 10.0), side(40.0, 10, 10, 10.0))
    assert crossed(found).leader == 0
    assert crossed(found).error == pytest.approx(20 / 90)
    assert crossed(found).rater == pytest.approx((60 - 99 * 20 / 90) / 90)


def test_where_all_variance_is_error_both_others_are_none():
    found = Sums(100, 1, 60.0, side(1.0, 10, 10, 10.0), side(1.0, 10, 10, 10.0))
    assert crossed(found) == Components(0.0, 0.0, pytest.approx(60 / 99))


@pytest.mark.parametrize(
    "rows",
    [
        ratings(list("aabb"), list("xyxy"), 3.0),
        ratings(list("ab"), list("xy"), [3.0, 4.0]),
        ratings(["a"], ["x"], 3.0),
        ratings(list("aabb"), list("xyxy"), [1.0, 2.0, 2.0, 3.0]),
    ],
    ids=["all alike", "one rating each", "one rating", "no error"],
)
def test_ratings_with_nothing_to_split_are_fitted_without_a_number_that_is_none(rows):
    (stratum,), leaders = fitted(rows)
    numbers = [stratum.components.leader, stratum.components.rater, stratum.components.error]
    assert np.isfinite([*numbers, stratum.mean]).all()
    assert min(numbers) >= 0
    assert np.isfinite(leaders.to_numpy(float)).all()
