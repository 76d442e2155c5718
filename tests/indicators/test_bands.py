"""The limits of shares, counts and medians against published and exact ones."""

import math
from collections.abc import Callable

import duckdb
import pytest
from scipy import stats


def test_wilson_limits_are_newcombes(
    db: duckdb.DuckDBPyConnection, render: Callable, case: Callable, assert_published: Callable
) -> None:
    folder, _ = case("17")
    lower = render("{{ wilson_lower('share', 'n', z_95()) }}")
    upper = render("{{ wilson_upper('share', 'n', z_95()) }}")
    rows = db.execute(
        f"select x, n, {lower}, {upper} from (select *, cast(x as double) / n as share"
        f" from read_csv('{folder / 'input.csv'}'))"
    ).fetchall()
    assert len(rows) == 4
    assert_published("17", {f"{x}/{n}": [low, high] for x, n, low, high in rows})


@pytest.mark.parametrize("trials", [1, 45, 263])
def test_wilson_limits_of_none_and_all_are_exact(
    db: duckdb.DuckDBPyConnection, render: Callable, trials: int
) -> None:
    lower = render(f"{{{{ wilson_lower('0.0', '{trials}', z_95()) }}}}")
    upper = render(f"{{{{ wilson_upper('1.0', '{trials}', z_95()) }}}}")
    assert db.execute(f"select {lower} = 0, {upper} = 1").fetchone() == (True, True)


def poisson_limits(
    db: duckdb.DuckDBPyConnection, render: Callable, counts: list[int], *, tabled: bool = True
) -> list[tuple[int, float, float]]:
    """Count and limits, from the table where it reaches unless told to leave it out."""
    table = "quantiles.lower, quantiles.upper" if tabled else "null, null"
    lower, upper = (part.strip() for part in table.split(","))
    low = render(f"{{{{ poisson_lower('counts.x', '{lower}', z_95()) }}}}")
    high = render(f"{{{{ poisson_upper('counts.x', '{upper}', z_95()) }}}}")
    return db.execute(
        f"select counts.x, {low}, {high} from (select unnest(?) as x) as counts"
        " left join quantiles_poisson as quantiles on counts.x = quantiles.event_count order by 1",
        [counts],
    ).fetchall()


def test_poisson_limits_are_garwoods(
    db: duckdb.DuckDBPyConnection, render: Callable, assert_published: Callable
) -> None:
    limits = poisson_limits(db, render, [0, 1, 2, 3, 5, 10, 20, 100, 137])
    counts = {f"count_{x}": [low, high] for x, low, high in limits if x != 137}
    (_, low, high) = limits[-1]
    exposure = 24.19893
    assert_published(
        "20",
        counts | {"rate_137": 137 / exposure, "ci_137": [low / exposure, high / exposure]},
    )


def test_byar_limits_are_close_to_exact_above_the_table(
    db: duckdb.DuckDBPyConnection, render: Callable
) -> None:
    for x, low, high in poisson_limits(db, render, [201, 1000, 20000], tabled=False):
        assert low == pytest.approx(stats.chi2.ppf(0.025, 2 * x) / 2, rel=1e-5)
        assert high == pytest.approx(stats.chi2.ppf(0.975, 2 * x + 2) / 2, rel=1e-5)


def test_median_limits_hold_their_level_for_every_number_of_cases(
    db: duckdb.DuckDBPyConnection, render: Callable
) -> None:
    lower = render("{{ median_lower_rank('n', z_95()) }}")
    upper = render("{{ median_upper_rank('n', z_95()) }}")
    rows = db.execute(
        f"select n, {lower}, {upper} from (select unnest(range(1, 2000)) as n) order by n"
    ).fetchall()
    assert [n for n, low, _ in rows if low is None] == [1, 2, 3, 4, 5]
    for n, low, high in rows[5:]:
        assert low + high == n + 1
        assert 1 - 2 * stats.binom.cdf(low - 1, n, 0.5) >= 0.95, n


def test_students_quantile_is_looked_up_within_the_table(
    db: duckdb.DuckDBPyConnection, render: Callable
) -> None:
    keys = [
        db.execute("select " + render(f"{{{{ t_key('{value}') }}}}")).fetchone()[0]
        for value in (0.3, 4.99, 200.0, 1e9)
    ]
    assert keys == [1, 4, 200, 200]


def test_normal_distribution_function_keeps_its_published_error(
    db: duckdb.DuckDBPyConnection, render: Callable
) -> None:
    cdf = render("{{ normal_cdf('x') }}")
    points = [step / 20 for step in range(-120, 121)]
    rows = db.execute(f"select x, {cdf} from (select unnest(?) as x)", [points]).fetchall()
    assert max(abs(value - stats.norm.cdf(x)) for x, value in rows) < 7.5e-8


def test_katz_error_is_that_of_the_log_ratio(
    db: duckdb.DuckDBPyConnection, render: Callable
) -> None:
    error = render("{{ katz_log_error('6', '19', '25', '43') }}")
    expected = math.sqrt(1 / 6 - 1 / 19 + 1 / 25 - 1 / 43)
    assert db.execute(f"select {error}").fetchone()[0] == pytest.approx(expected, rel=1e-12)
