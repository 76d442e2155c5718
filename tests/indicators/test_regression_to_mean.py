"""What a group picked for low scores gains by itself, against theory and against many draws."""

from collections.abc import Callable

import duckdb
import numpy as np
import pytest
from scipy import stats

WITHIN, BETWEEN = 0.04, 0.06
GAIN = "{{ regression_gain('within', 'between', 'shortfall') }}"


def gain(db: duckdb.DuckDBPyConnection, render: Callable, shortfall: float) -> float:
    row = f"{WITHIN}::double as within, {BETWEEN}::double as between, {shortfall} as shortfall"
    return db.execute(f"select {render(GAIN)} from (select {row})").fetchone()[0]


@pytest.mark.parametrize("share", [1 / 3, 0.1, 0.5])
def test_the_gain_is_that_of_a_group_cut_off_at_a_quantile(
    db: duckdb.DuckDBPyConnection, render: Callable, share: float
) -> None:
    cut = stats.norm.ppf(share)
    expected = gain(db, render, stats.norm.pdf(cut) / share)
    rng = np.random.default_rng(2025)
    true = 3 + np.sqrt(BETWEEN) * rng.standard_normal(400_000)
    first, second = (true + np.sqrt(WITHIN) * rng.standard_normal(len(true)) for _ in range(2))
    picked = first < np.quantile(first, share)
    assert (second - first)[picked].mean() == pytest.approx(expected, rel=0.02)


def test_most_of_a_low_third_seem_to_improve_though_nobody_does(
    db: duckdb.DuckDBPyConnection, render: Callable
) -> None:
    change = render("{{ reliable_change('first', 'second', 'within', 'within') }}")
    rng = np.random.default_rng(8)
    true = np.sqrt(0.6) * rng.standard_normal(30_000)
    first, second = (true + np.sqrt(0.4) * rng.standard_normal(len(true)) for _ in range(2))
    picked = first < np.quantile(first, 1 / 3)
    db.execute("create table leaders (first double, second double, within double)")
    rows = np.column_stack([first[picked], second[picked], np.full(picked.sum(), 0.4)])
    db.executemany("insert into leaders values (?, ?, ?)", rows[:2000].tolist())
    risen, improved = db.execute(
        f"select avg((second > first)::int), avg(({change} > 1.96)::int) from leaders"
    ).fetchone()
    assert risen == pytest.approx(0.70, abs=0.03)
    assert improved == pytest.approx(0.056, abs=0.025)


def test_kelleys_score_is_the_first_score_and_the_gain(
    db: duckdb.DuckDBPyConnection, render: Callable
) -> None:
    kelley = render("{{ kelley_expected('3.0', '0.6', '2.5') }}")
    (expected,) = db.execute(f"select cast({kelley} as double)").fetchone()
    assert expected == pytest.approx(2.7)
    shortfall = 0.5 / np.sqrt(WITHIN + BETWEEN)
    assert expected == pytest.approx(2.5 + gain(db, render, shortfall))


def test_the_mean_of_a_drawn_cohort_varies_as_said_and_not_at_all_when_all_are_in(
    db: duckdb.DuckDBPyConnection, render: Callable
) -> None:
    error = render("{{ draw_error('members', '45') }}")
    found = {
        members: db.execute(f"select {error} from (select {members} as members)").fetchone()[0]
        for members in (15, 45)
    }
    rng = np.random.default_rng(45)
    scores = rng.standard_normal(45)
    scores = (scores - scores.mean()) / scores.std(ddof=1)
    means = [rng.choice(scores, 15, replace=False).mean() for _ in range(20_000)]
    assert found[15] == pytest.approx(np.std(means), rel=0.02)
    assert found[45] == 0
