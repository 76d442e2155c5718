"""The judging macros reproduce published cases, and the confidence score keeps its promises."""

import json

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, chi2
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from tests.indicators.conftest import CASES, ROOT

BFI_KEYS = {
    "agree": ("A", (1,)),
    "conscientious": ("C", (4, 5)),
    "extraversion": ("E", (1, 2)),
    "neuroticism": ("N", ()),
    "openness": ("O", (2, 5)),
}


def expected(name, value):
    """Published value and tolerance of a case."""
    found = json.loads((CASES / name / "expected.json").read_text(encoding="utf-8"))["values"][
        value
    ]
    return pytest.approx(found["expected"], abs=found["tolerance"])


def evaluated(db, sql, **columns):
    """One expression over one row of named numbers."""
    row = ", ".join(
        f"cast({'null' if value is None else float(value)} as double) as {name}"
        for name, value in columns.items()
    )
    return db.execute(f"select {sql} from (select {row})").fetchone()[0]


def changes(render, db, kind, now, base):
    """Limits of a change, from (estimate, lower, upper) now and then."""
    names = ("estimate", "lower", "upper")
    columns = {f"now_{n}": v for n, v in zip(names, now, strict=True)}
    columns |= {f"base_{n}": v for n, v in zip(names, base, strict=True)}
    return tuple(
        evaluated(db, render(f"{{{{ {kind}_{limit}('now', 'base') }}}}"), **columns)
        for limit in ("lower", "upper")
    )


@pytest.mark.parametrize("scale", BFI_KEYS)
def test_alpha_of_the_bfi_scales_with_their_items_turned(render, db, scale):
    letter, reversed_items = BFI_KEYS[scale]
    path = CASES / "05_cronbach_bfi_reverse_items" / "input.csv"
    db.execute(f"create table bfi as from read_csv('{path}', header = true)")
    items = []
    for number in range(1, 6):
        item = f"{letter}{number}"
        filled = f"coalesce({item}, (select median({item}) from bfi))"
        items.append(f"7 - {filled}" if number in reversed_items else filled)
    variances = " + ".join(f"var_samp({item})" for item in items)
    alpha = render("{{ cronbach_alpha('5', 'variances', 'total') }}")
    found = db.execute(
        f"select {alpha} from (select {variances} as variances, "
        f"var_samp({' + '.join(items)}) as total from bfi)"
    ).fetchone()[0]
    assert found == expected("05_cronbach_bfi_reverse_items", f"{scale}_median_imputed")


@pytest.mark.parametrize("variable", ["WBEING", "HRS", "LEAD"])
def test_icc_of_soldiers_in_companies(render, db, variable):
    path = CASES / "08_icc1_icc2_bh1996" / "input.csv"
    one = render("{{ icc_of_one('ms_between', 'ms_within', 'size') }}")
    mean = render("{{ icc_of_mean('ms_between', 'ms_within') }}")
    found = db.execute(
        f"""
        with rows as (select GRP as g, {variable} as y from read_csv('{path}', header = true)),
        groups as (
            select count(*) as n, avg(y) as m, var_samp(y) * (count(*) - 1) as squares
            from rows group by g
        ),
        parts as (
            select
                sum(n * power(m - (select avg(y) from rows), 2)) / (count(*) - 1) as ms_between,
                sum(squares) / (sum(n) - count(*)) as ms_within,
                sum(n) / count(*) as size
            from groups
        )
        select {one}, {mean} from parts
        """
    ).fetchone()
    assert found[0] == expected("08_icc1_icc2_bh1996", f"ICC1_{variable}")
    assert found[1] == expected("08_icc1_icc2_bh1996", f"ICC2_{variable}")


@pytest.mark.parametrize(
    "counts", [(56, 70, 48, 80), (9, 10, 3, 10), (10, 10, 0, 20), (5, 56, 0, 29)]
)
def test_the_change_of_a_share_is_newcombes_method_10(render, db, counts):
    now, now_n, base, base_n = counts
    shares = [
        (x / n, *proportion_confint(x, n, method="wilson"))
        for x, n in ((now, now_n), (base, base_n))
    ]
    reference = confint_proportions_2indep(now, now_n, base, base_n, method="newcomb")
    assert changes(render, db, "difference", *shares) == pytest.approx(reference, abs=1e-9)


def test_the_change_of_a_mean_adds_the_errors_in_squares(render, db):
    found = changes(render, db, "difference", (3.6, 3.3, 3.9), (3.2, 2.8, 3.6))
    assert found == pytest.approx((-0.1, 0.9))


@pytest.mark.parametrize(("base", "now"), [(20, 14), (40, 28), (60, 42), (25, 0), (3, 9)])
def test_the_ratio_of_rates_stays_close_to_the_exact_conditional_one(render, db, base, now):
    def garwood(x):
        lower = chi2.ppf(0.025, 2 * x) / 2 if x else 0.0
        return (x, lower, chi2.ppf(0.975, 2 * x + 2) / 2)

    exact_low = beta.ppf(0.025, now, base + 1) if now else 0.0
    exact_high = beta.ppf(0.975, now + 1, base)
    exact = (exact_low / (1 - exact_low), exact_high / (1 - exact_high))
    lower, upper = changes(render, db, "ratio", garwood(now), garwood(base))
    assert lower == pytest.approx(exact[0], abs=0.02, rel=0.1)
    assert upper == pytest.approx(exact[1], abs=0.02, rel=0.1)
    assert (upper < 1) == (exact[1] < 1)
    assert (lower > 1) == (exact[0] > 1)


def test_thirty_percent_fewer_of_forty_incidents_are_not_certain(render, db):
    now, base = (28, 18.6058, 40.4678), (40, 28.5766, 54.4686)
    assert changes(render, db, "ratio", now, base) == pytest.approx((0.42, 1.16), abs=0.007)


@pytest.fixture(scope="module")
def confidence(render):
    """The score for completeness, reliability and recency, by the thresholds in force."""
    sql = render("{{ confidence_score('completeness', '0.5', 'reliability', 'recency') }}")
    connection = duckdb.connect()
    path = ROOT / "seeds" / "reference" / "thresholds.csv"
    connection.execute(f"create table thresholds as from read_csv('{path}', header = true)")

    def scored(completeness, reliability, recency):
        return evaluated(
            connection, sql, completeness=completeness, reliability=reliability, recency=recency
        )

    return scored


SHARES = st.floats(0, 1)


@settings(deadline=None, max_examples=60)
@given(SHARES, SHARES, SHARES, SHARES)
def test_more_evidence_never_lowers_the_score_and_age_never_raises_it(confidence, c, r, t, more):
    score = confidence(c, r, t)
    assert 1 <= score <= 100
    assert confidence(max(c, more), r, t) >= score
    assert confidence(c, max(r, more), t) >= score
    assert confidence(c, r, min(t, more)) <= score


def test_the_score_is_that_of_the_method(confidence):
    assert confidence(0.0625, 0.25, 1.0) == pytest.approx(25)
    assert confidence(1.0, 0.81, 0.0625) == pytest.approx(45)


def test_what_is_not_known_never_flatters(confidence):
    assert confidence(None, 0.9, 1.0) == confidence(0.5, 0.9, 1.0)
    assert confidence(1.0, None, 1.0) == 1
