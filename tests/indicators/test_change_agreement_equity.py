"""Reliable change, rater agreement and the four-fifths rule against published cases."""

from collections.abc import Callable
from math import sqrt
from pathlib import Path
from statistics import fmean, stdev

import duckdb
import pytest


def changes(
    db: duckdb.DuckDBPyConnection, render: Callable, folder: Path, scale: str, reliability: float
) -> list[tuple[float, float, float]]:
    """Score before and after, and reliable change the good way: down, for these two scales."""
    change = render("{{ reliable_change('post', 'pre', 'error', 'error') }}")
    return db.execute(
        f"""with wide as (
            select id, max(case when time = 1 then try_cast({scale} as double) end) as pre,
                max(case when time = 4 then try_cast({scale} as double) end) as post
            from read_csv('{folder / "input.csv"}') group by id
        ),
        complete as (select * from wide where pre is not null and post is not null),
        scored as (
            select pre, post, var_samp(pre) over () * (1 - {reliability}) as error from complete
        )
        select pre, post, {change} from scored"""
    ).fetchall()


def change_classes(
    rows: list[tuple[float, float, float]], cutoff: float, prefix: str
) -> dict[str, int]:
    """How many improved, stayed, got worse; recovered: improved to below the clinical cut-off."""
    improved = [(pre, post) for pre, post, z in rows if z > 1.96]
    deteriorated = sum(z < -1.96 for _, _, z in rows)
    recovered = sum(pre > cutoff > post for pre, post in improved)
    return {
        f"{prefix}_improved": len(improved),
        f"{prefix}_deteriorated": deteriorated,
        f"{prefix}_unchanged": len(rows) - len(improved) - deteriorated,
        f"{prefix}_recovered": recovered,
        f"{prefix}_improved_only": len(improved) - recovered,
    }


def test_reliable_change_is_jacobson_and_truax(
    db: duckdb.DuckDBPyConnection, render: Callable, case: Callable, assert_published: Callable
) -> None:
    folder, _ = case("16")
    bdi = changes(db, render, folder, "bdi", 0.801)
    hamd = changes(db, render, folder, "hamd", 0.8)
    mean, deviation = fmean(pre for pre, _, _ in bdi), stdev(pre for pre, _, _ in bdi)
    cutoff = mean - 2 * deviation
    hamd_mean, hamd_deviation = fmean(pre for pre, _, _ in hamd), stdev(pre for pre, _, _ in hamd)
    halfway = (hamd_deviation * 8 + 8 * hamd_mean) / (hamd_deviation + 8)
    classes = change_classes(bdi, cutoff, "bdi") | change_classes(hamd, halfway, "hamd")
    classes["bdi_reliably_improved"] = classes.pop("bdi_improved")
    (patients,) = db.execute(
        f"select count(distinct id) from read_csv('{folder / 'input.csv'}')"
    ).fetchone()
    sem = 7.5 * sqrt(1 - 0.8)
    rc = render(f"{{{{ reliable_change('32.5', '47.5', '{sem**2}', '{sem**2}') }}}}")
    (worked,) = db.execute(f"select {rc}").fetchone()
    assert_published(
        "16",
        classes
        | {
            "n_original": patients,
            "n_used": len(bdi),
            "m_clin": mean,
            "sd_clin": deviation,
            "cutoff_a": cutoff,
            "jt_sem": sem,
            "jt_sdiff": 15 / worked,
            "jt_rc": worked,
        },
    )


@pytest.fixture
def replicated(db: duckdb.DuckDBPyConnection, model: Callable, case: Callable) -> Callable:
    """int_agreement_replicated over Krippendorff's example, as a query to select from."""
    folder, _ = case("02")
    db.execute(
        f"""create table int_agreement_units as
        with ratings as (
            select observer as rater_id, cast(unit as varchar) as unit_id, value as category,
                'quarter' as period_grain, date '2025-01-01' as period_start,
                count(*) over (partition by unit) as unit_ratings
            from read_csv('{folder / "input.csv"}')
        )
        select * from ratings where unit_ratings > 1"""
    )
    sql = model("int_agreement_replicated")
    return lambda columns: db.execute(f"select {columns} from ({sql})").fetchall()


def test_agreement_is_krippendorffs_nominal_alpha(
    replicated: Callable, assert_published: Callable
) -> None:
    ((alpha,),) = replicated("max(case when replicate = 0 then alpha end)")
    assert_published("02", {"nominal": alpha})


def test_agreement_replicates_are_many_spread_and_always_the_same(replicated: Callable) -> None:
    columns = "count(distinct replicate), stddev_samp(alpha), avg(alpha)"
    ((count, spread, mean),) = replicated(columns)
    assert count == 501
    assert 0.05 < spread < 0.25
    assert mean == pytest.approx(0.743, abs=0.05)
    assert sorted(replicated("replicate, alpha")) == sorted(replicated("replicate, alpha"))


def test_bootstrap_weights_are_poisson_with_mean_one(
    db: duckdb.DuckDBPyConnection, render: Callable
) -> None:
    weight = render("{{ poisson_weight(hashed_uniform('digest')) }}")
    mean, variance, zeros = db.execute(
        "select avg(w), var_samp(w), avg(case when w = 0 then 1.0 else 0.0 end)"
        f" from (select {weight} as w from"
        " (select md5('unit|' || i) as digest from range(20000) as numbers (i)))"
    ).fetchone()
    assert mean == pytest.approx(1, abs=0.03)
    assert variance == pytest.approx(1, abs=0.05)
    assert zeros == pytest.approx(0.3679, abs=0.015)


def ratio(
    db: duckdb.DuckDBPyConnection, render: Callable, low: tuple[int, int], high: tuple[int, int]
) -> tuple[float, bool]:
    """Impact ratio and four-fifths flag of two (promoted, people) pairs."""
    counts = ", ".join(f"'{count}'" for count in (*low, *high))
    impact = render(f"{{{{ impact_ratio({counts}) }}}}")
    flag = render(f"{{{{ is_below_four_fifths({counts}) }}}}")
    return db.execute(f"select {impact}, {flag}").fetchone()


def test_four_fifths_flags_what_the_eeoc_flags_and_not_exactly_80_percent(
    db: duckdb.DuckDBPyConnection, render: Callable, assert_published: Callable
) -> None:
    rates = {"american_indian": 45, "hispanic": 48, "black": 51}
    ratios = {name: ratio(db, render, (rate, 100), (60, 100)) for name, rate in rates.items()}
    assert_published("24", {f"eeoc_{name}": value for name, (value, _) in ratios.items()})
    assert [name for name, (_, flagged) in ratios.items() if flagged] == ["american_indian"]


def test_impact_ratios_are_those_of_ricci(
    db: duckdb.DuckDBPyConnection, render: Callable, case: Callable, assert_published: Callable
) -> None:
    folder, _ = case("24")
    rows = db.execute(
        f"select exam, \"group\", passed, took from read_csv('{folder / 'ricci.csv'}')"
    ).fetchall()
    counts = {(exam, group): (passed, took) for exam, group, passed, took in rows}
    white = counts[("lieutenant", "white")]
    assert_published(
        "24",
        {
            "air_lt_black": ratio(db, render, counts[("lieutenant", "black")], white)[0],
            "air_lt_hispanic": ratio(db, render, counts[("lieutenant", "hispanic")], white)[0],
            "air_cap": ratio(
                db, render, counts[("captain", "black")], counts[("captain", "white")]
            )[0],
        },
    )
