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


def agreement(
    db: duckdb.DuckDBPyConnection, render: Callable, scores: str, metric: str
) -> float | None:
    """Alpha by the project's own steps; scores: SQL of (observer, unit, value)."""
    steps = render("{{ alpha_steps([]) }}")
    rows = db.execute(
        f"""with scores as ({scores}),
        unit_counts as (
            select unit as unit_id, value as category, '{metric}' as metric,
                cast(count(*) as double) as ratings, 1 as weight,
                cast(sum(count(*)) over (partition by unit) as double) as unit_ratings
            from scores group by unit, value
            qualify sum(count(*)) over (partition by unit) > 1
        ),
        {steps}
        select alpha from alphas"""
    ).fetchall()
    return rows[0][0] if rows else None


def pairs(first: str, second: str) -> str:
    """SQL of the scores of two observers, one digit a unit."""
    rows = ", ".join(
        f"('{observer}', {unit}, {value})"
        for observer, scores in (("a", first), ("b", second))
        for unit, value in enumerate(scores)
    )
    return f"select * from (values {rows}) as scores (observer, unit, value)"


def test_agreement_is_krippendorffs_alpha_in_each_of_his_four_metrics(
    db: duckdb.DuckDBPyConnection, render: Callable, case: Callable, assert_published: Callable
) -> None:
    scores = f"select * from read_csv('{case('02')[0] / 'input.csv'}')"
    metrics = ("nominal", "ordinal", "interval", "ratio")
    assert_published("02", {metric: agreement(db, render, scores, metric) for metric in metrics})


def test_raw_agreement_of_60_percent_on_a_rare_act_is_hardly_better_than_chance(
    db: duckdb.DuckDBPyConnection, render: Callable
) -> None:
    first, second = "0100000010", "1110010000"  # Krippendorff (2011), section A
    assert sum(a == b for a, b in zip(first, second, strict=True)) == 6
    assert agreement(db, render, pairs(first, second), "nominal") == pytest.approx(0.095, abs=5e-4)


def test_scores_that_are_all_alike_have_no_agreement_and_opposite_ones_less_than_none(
    db: duckdb.DuckDBPyConnection, render: Callable
) -> None:
    assert agreement(db, render, pairs("1111", "1111"), "nominal") is None
    assert agreement(db, render, pairs("1010", "0101"), "nominal") < 0


@pytest.fixture
def replicated(db: duckdb.DuckDBPyConnection, model: Callable, case: Callable) -> Callable:
    """int_agreement_replicated over Krippendorff's example, as a query to select from."""
    folder, _ = case("02")
    db.execute(
        f"""create table int_agreement_units as
        with ratings as (
            select observer as rater_id, cast(unit as varchar) as unit_id, value as category,
                metric, 'quarter' as period_grain, date '2025-01-01' as period_start,
                count(*) over (partition by unit, metric) as unit_ratings
            from read_csv('{folder / "input.csv"}')
            cross join (values ('nominal'), ('ordinal')) as metrics (metric)
        )
        select * from ratings where unit_ratings > 1"""
    )
    sql = model("int_agreement_replicated")
    return lambda columns: db.execute(f"select {columns} from ({sql})").fetchall()


def test_agreement_as_observed_is_the_published_one_for_each_metric(
    replicated: Callable, assert_published: Callable
) -> None:
    ((nominal, ordinal),) = replicated(
        "max(alpha) filter (where replicate = 0 and metric = 'nominal'),"
        " max(alpha) filter (where replicate = 0 and metric = 'ordinal')"
    )
    assert_published("02", {"nominal": nominal, "ordinal": ordinal})


def test_agreement_replicates_are_many_spread_and_always_the_same(replicated: Callable) -> None:
    of_one = "filter (where metric = 'nominal')"
    ((count, spread, mean),) = replicated(
        f"count(distinct replicate), stddev_samp(alpha) {of_one}, avg(alpha) {of_one}"
    )
    assert count == 501
    assert 0.05 < spread < 0.25
    assert mean == pytest.approx(0.743, abs=0.05)
    twelve_digits = "metric, replicate, round(alpha, 12)"
    assert sorted(replicated(twelve_digits)) == sorted(replicated(twelve_digits))


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


def test_promotion_rates_are_the_pass_rates_of_ricci(
    db: duckdb.DuckDBPyConnection, model: Callable, case: Callable, assert_published: Callable
) -> None:
    """Rates as they are, of groups large and small: whether one may be shown is decided later."""
    folder, _ = case("24")
    db.execute(
        "create table int_indicator_spans as select 'promotion_impact_ratio' as indicator_id,"
        " 'company' as scope_type, 'month' as period_grain"
    )
    db.execute(
        f"""create table int_promotion_members_grouped as
        select 'ethnicity' as construct, exams."group" as group_name,
            exams.exam || exams."group" || takers.i as employee_id,
            takers.i <= exams.passed as is_promoted,
            case exams.exam when 'captain' then date '2003-11-01' else date '2003-12-01' end
                as decided_on,
            'fire' as business_unit, 'ou' as org_unit_id, 'c' as cohort_id, 'l' as leader_id,
                false as is_left_out
        from read_csv('{folder / "ricci.csv"}') as exams
        inner join range(1, 100) as takers (i) on takers.i <= exams.took"""
    )
    rates = {
        (month, group): rate
        for month, group, rate in db.execute(
            "select month(period_start), group_name, promotion_rate"
            f" from ({model('int_promotion_groups_counted')})"
        ).fetchall()
    }
    captain, lieutenant = 11, 12
    assert len(rates) == 6
    assert_published(
        "24",
        {
            "ricci_cap_white": rates[captain, "white"],
            "ricci_cap_minority": rates[captain, "black"],
            "ricci_lt_white": rates[lieutenant, "white"],
            "ricci_lt_black": rates[lieutenant, "black"],
            "ricci_lt_hispanic": rates[lieutenant, "hispanic"],
        },
    )
    assert rates[captain, "hispanic"] == rates[captain, "black"]


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
