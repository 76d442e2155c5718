"""Spread, reliability and shrinkage against published analyses of real groups."""

from collections.abc import Callable

import duckdb
import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.mixed_linear_model import MixedLM

REML = ("var_group", "var_resid", "ICC_reml")


def create_moments(db: duckdb.DuckDBPyConnection, render: Callable, answers: str) -> None:
    """Table `moments` of a query of grp and y: mean squares, Searle's and the mean group size."""
    expressions = {
        "ms_between": "{{ ms_between('mean', 'center', 'size') }}",
        "ms_within": "sum(squares) / (sum(size) - count(*))",
        "typical": "{{ typical_size('size') }}",
    }
    rendered = {name: render(text) for name, text in expressions.items()}
    db.execute(
        f"""create table moments as
        with answers as ({answers}),
        groups as (
            select grp, avg(y) as mean, cast(count(*) as double) as size,
                var_samp(y) * (count(*) - 1) as squares
            from answers group by grp
        ),
        centered as (
            select *, sum(size * mean) over () / sum(size) over () as center from groups
        )
        select {rendered["ms_between"]} as ms_between, {rendered["ms_within"]} as ms_within,
            {rendered["typical"]} as searle, avg(size) as mean_size
        from centered"""
    )


def variances(
    db: duckdb.DuckDBPyConnection, render: Callable, rows: pd.DataFrame
) -> dict[str, float]:
    """The models' variances of grp and y, by the names of the case."""
    db.register("given", rows)
    db.execute("drop table if exists moments")
    create_moments(db, render, "select grp, y from given")
    between = render("{{ between_variance('ms_between', 'ms_within', 'searle') }}")
    icc = render("{{ reliability('between', 'error') }}")
    found = db.execute(
        f"select between, error, {icc} from"
        f" (select {between} as between, ms_within as error from moments)"
    ).fetchone()
    return dict(zip(REML, found, strict=True))


def reml(rows: pd.DataFrame) -> dict[str, float]:
    """The same by restricted maximum likelihood, which no model computes: it iterates."""
    fit = MixedLM(rows["y"], np.ones(len(rows)), rows["grp"]).fit(reml=True)
    between, error = float(fit.cov_re.iloc[0, 0]), float(fit.scale)
    return dict(zip(REML, (between, error, between / (between + error)), strict=True))


def test_variances_are_those_of_reml_where_groups_are_equal_and_near_it_where_not(
    db: duckdb.DuckDBPyConnection, render: Callable, case: Callable, assert_published: Callable
) -> None:
    folder, values = case("08")
    rows = pd.read_csv(folder / "input.csv").rename(columns={"GRP": "grp", "WBEING": "y"})
    published = reml(rows)
    assert_published("08", published)
    assert variances(db, render, rows) == pytest.approx(published, rel=0.005)

    equal = rows.groupby("grp").head(rows.groupby("grp").size().min())
    tolerances = {name: values[name]["tolerance"] for name in REML}
    iterated = reml(equal)
    for name, found in variances(db, render, equal).items():
        assert found == pytest.approx(iterated[name], abs=tolerances[name]), name


@pytest.mark.parametrize("scale", ["WBEING", "HRS", "LEAD"])
def test_intraclass_correlations_are_those_of_bh1996(
    db: duckdb.DuckDBPyConnection,
    render: Callable,
    case: Callable,
    assert_published: Callable,
    scale: str,
) -> None:
    folder, values = case("08")
    create_moments(db, render, f"select grp, {scale} as y from read_csv('{folder / 'input.csv'}')")
    # The published figures take the mean group size; the models take Searle's.
    between = render("{{ between_variance('ms_between', 'ms_within', 'mean_size') }}")
    reliability = render("{{ reliability('between', 'error') }}")
    (icc1,) = db.execute(
        f"select {reliability} from (select {between} as between, ms_within as error from moments)"
    ).fetchone()
    (icc2,) = db.execute(
        f"select {reliability} from"
        f" (select {between} as between, ms_within / mean_size as error from moments)"
    ).fetchone()
    computed = {f"ICC1_{scale}": icc1, f"ICC2_{scale}": icc2}
    assert_published("08", {name: value for name, value in computed.items() if name in values})
    searle, mean_size = db.execute("select searle, mean_size from moments").fetchone()
    assert 0 < mean_size - searle < 1


def test_searles_group_size_gives_the_intraclass_correlation_of_the_method(
    db: duckdb.DuckDBPyConnection, render: Callable, case: Callable
) -> None:
    folder, _ = case("08")
    size = render("{{ typical_size('size') }}")
    (searle,) = db.execute(
        f"select {size} from (select cast(count(*) as double) as size"
        f" from read_csv('{folder / 'input.csv'}') group by grp)"
    ).fetchone()
    (people, groups, squares) = db.execute(
        "select sum(n), count(*), sum(n * n) from (select count(*) as n"
        f" from read_csv('{folder / 'input.csv'}') group by grp)"
    ).fetchone()
    assert searle == pytest.approx((people - squares / people) / (groups - 1), rel=1e-12)


def test_shrinkage_is_efron_and_morris_for_batters(
    db: duckdb.DuckDBPyConnection, render: Callable, case: Callable, assert_published: Callable
) -> None:
    folder, _ = case("15")
    between = render("{{ between_variance('spread', 'error', '1.0') }}")
    kept = render("{{ shrinkage('between', 'error', 'players') }}")
    rows = db.execute(
        f"""with batters as (
            select name, cast(r as double) / 45 as y from read_csv('{folder / "input.csv"}')
        ),
        moments as (
            select avg(y) as mean, var_samp(y) as spread, count(*) as players,
                avg(y) * (1 - avg(y)) / 45 as error
            from batters
        ),
        shrunk as (select *, {between} as between from moments)
        select mean, {kept}, mean + {kept} * (y - mean)
        from shrunk cross join batters where name = 'Roberto Clemente'"""
    ).fetchall()
    ((grand_mean, c, clemente),) = rows
    assert_published("15", {"grand_mean": grand_mean, "c": c, "clemente": clemente})


def test_nothing_is_shrunk_on_three_groups(db: duckdb.DuckDBPyConnection, render: Callable) -> None:
    kept = render("{{ shrinkage('0.1', '0.3', '3') }}")
    assert db.execute(f"select {kept}").fetchone()[0] == 1


def test_spread_is_cut_at_zero_and_credible_spread_is_not(
    db: duckdb.DuckDBPyConnection, render: Callable
) -> None:
    between = render("{{ between_variance('0.5', '1.0', '4.0') }}")
    credible = render("{{ credible_variance('0.0', '1.0', '4.0', '9') }}")
    unknown = render("{{ between_variance('cast(null as double)', '1.0', '4.0') }}")
    row = db.execute(f"select {between}, {credible}, {unknown}").fetchone()
    assert row == (0.0, 0.125, None)
