"""Tests of promotion groups against published cases and against another computation."""

import csv
import json
from datetime import date

import duckdb
import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import chi2

from orchestration.statistics.inputs import Inputs
from orchestration.statistics.promotion_tests import (
    compute,
    fisher_p,
    homogeneity,
    mantel_haenszel,
)
from tests.indicators.conftest import CASES, db, render

__all__ = ["db", "render"]

# R's data set Rabbits: cured or not, penicillin at once or delayed, by dose.
RABBITS = np.array(
    [
        [[0, 6], [0, 5]],
        [[3, 3], [0, 6]],
        [[6, 0], [2, 4]],
        [[5, 1], [6, 0]],
        [[2, 0], [5, 0]],
    ]
)


def published(folder, name):
    """A value of a case, to compare with."""
    found = json.loads((CASES / folder / "expected.json").read_text(encoding="utf-8"))
    value = found["values"][name]
    return pytest.approx(value["expected"], abs=value["tolerance"])


@pytest.fixture(scope="module")
def admissions():
    """Berkeley 1973: departments x (men, women) x (admitted, rejected)."""
    with (CASES / "26_mantel_haenszel_ucb" / "ucb.csv").open() as file:
        counts = {
            (r["Dept"], r["Gender"], r["Admit"]): int(r["Freq"]) for r in csv.DictReader(file)
        }
    return np.array(
        [
            [[counts[d, g, a] for a in ("Admitted", "Rejected")] for g in ("Male", "Female")]
            for d in "ABCDEF"
        ]
    )


@pytest.mark.parametrize(
    ("value", "group"),
    [
        ("fisher_lt_black", ("lieutenant", "black", "white")),
        ("fisher_lt_hispanic", ("lieutenant", "hispanic", "white")),
        ("fisher_cap", ("captain", "black", "white")),
    ],
)
def test_exact_p_is_that_of_ricci(value, group):
    folder = "24_four_fifths_eeoc_ricci"
    with (CASES / folder / "ricci.csv").open() as file:
        rows = {
            (r["exam"], r["group"]): (int(r["passed"]), int(r["took"]))
            for r in csv.DictReader(file)
        }
    exam, *pair = group
    table = np.array([[rows[exam, g][0], rows[exam, g][1] - rows[exam, g][0]] for g in pair])
    assert fisher_p(table) == published(folder, value)


def test_captains_are_flagged_by_the_ratio_and_not_by_the_test(db, render):
    ratio = render("{{ is_below_four_fifths('3', '8', '16', '25') }}")
    result = render("{{ equity_result('" + ratio + "', '0.2379 < 0.05') }}")
    assert db.execute(f"select {result}").fetchone() == ("flagged_practical",)


def test_women_are_flagged_at_berkeley_and_not_within_departments(admissions, db, render):
    case = "26_mantel_haenszel_ucb"
    (men, men_out), (women, women_out) = admissions.sum(axis=0)
    counts = f"'{women}', '{women + women_out}', '{men}', '{men + men_out}'"
    crude = render(f"{{{{ impact_ratio({counts}) }}}}")
    flagged = render(f"{{{{ is_below_four_fifths({counts}) }}}}")
    ratio, is_flagged = db.execute(f"select {crude}, {flagged}").fetchone()
    assert ratio == published(case, "crude_air")
    assert is_flagged
    assert mantel_haenszel(admissions.sum(axis=0)[None])["stratified_odds_ratio"] == published(
        case, "crude_or"
    )
    found = mantel_haenszel(admissions)
    assert found["stratum_count"] == 6
    assert found["stratified_odds_ratio"] == published(case, "or_mh")
    assert [found["stratified_lower"], found["stratified_upper"]] == published(case, "ci")
    assert found["stratified_p_value"] == published(case, "p")
    assert chi2.isf(found["stratified_p_value"], 1) == published(case, "chi2")


def test_the_ratio_of_one_department_is_its_own(admissions):
    found = [mantel_haenszel(one[None])["stratified_odds_ratio"] for one in admissions]
    assert found == published("26_mantel_haenszel_ucb", "or_by_dept")


def test_doses_at_which_all_or_no_rabbits_lived_say_nothing():
    case = "26_mantel_haenszel_ucb"
    found = mantel_haenszel(RABBITS)
    assert found["stratum_count"] == 3
    assert found["stratified_odds_ratio"] == published(case, "rabbits_or")
    assert [found["stratified_lower"], found["stratified_upper"]] == published(case, "rabbits_ci")
    assert found["stratified_p_value"] == published(case, "rabbits_p")
    assert chi2.isf(found["stratified_p_value"], 1) == published(case, "rabbits_chi2")


def breslow_day(tables, ratio):
    """P by the definition: the expected count of each stratum is searched for, not solved."""
    total = shift = spread = 0.0
    for (a, b), (c, d) in tables:
        row, other, column = a + b, c + d, a + c
        low, high = max(0, column - other), min(row, column)

        def off(x, row=row, other=other, column=column):
            return x * (other - column + x) - ratio * (row - x) * (column - x)

        x = brentq(off, low, high)
        variance = 1 / (1 / x + 1 / (row - x) + 1 / (column - x) + 1 / (other - column + x))
        total += (a - x) ** 2 / variance
        shift += a - x
        spread += variance
    return chi2.sf(total - shift**2 / spread, len(tables) - 1)


def test_departments_differ_in_their_ratio(admissions):
    p_value, reason = homogeneity(admissions, 5, 0.2)
    ratio = mantel_haenszel(admissions)["stratified_odds_ratio"]
    assert p_value == pytest.approx(breslow_day(admissions, ratio), rel=1e-8)
    assert p_value == pytest.approx(0.00207, abs=5e-6)
    assert reason is None


def test_no_homogeneity_is_claimed_of_small_strata_or_of_one(admissions):
    assert homogeneity(RABBITS, 5, 0.2) == (None, "strata_too_sparse")
    assert homogeneity(admissions[:1], 5, 0.2) == (None, "single_stratum")


def test_nobody_promoted_has_a_p_and_no_limits():
    found = mantel_haenszel(np.array([[[0, 20], [8, 12]], [[0, 10], [3, 7]]]))
    assert found["stratified_p_value"] < 0.01
    assert found["stratified_odds_ratio"] is None


def test_each_comparison_is_tested_within_level_and_round_and_each_homogeneity_over_levels():
    with duckdb.connect() as connection:
        for schema in ("intermediate", "reference"):
            connection.execute(f"create schema {schema}")
        connection.execute(
            "create table reference.thresholds as select * from (values"
            " ('equity_min_expected_cell', '*', 5.0), ('equity_max_small_cells_share', '*', 0.2))"
            " as t (threshold_id, indicator_id, value)"
        )
        connection.execute(
            "create table intermediate.int_promotion_groups_compared as select * from (values"
            " ('gender', date '2025-01-01', 'f', 'm'), ('gender', date '2025-01-01', 'm', null))"
            " as t (construct, period_start, group_name, reference_group)"
        )
        connection.execute(
            "create table intermediate.int_promotion_strata_counted as"
            " select 'gender' as construct, date '2025-01-01' as period_start, * from (values"
            " ('f', 'P1', date '2025-03-31', 40, 10), ('m', 'P1', date '2025-03-31', 40, 20),"
            " ('f', 'P1', date '2025-06-30', 40, 10), ('m', 'P1', date '2025-06-30', 40, 15),"
            " ('f', 'P2', date '2025-03-31', 30, 15), ('m', 'P2', date '2025-03-31', 50, 30),"
            " ('x', 'P2', date '2025-03-31', 9, 9), ('m', 'P3', date '2025-03-31', 5, 1))"
            " as t (group_name, job_level_from, decided_on, decision_count, promotion_count)"
        )
        (row,) = compute(Inputs(connection, date(2025, 12, 31))).to_dict("records")
    rounds = np.array([[[10, 30], [20, 20]], [[10, 30], [15, 25]], [[15, 15], [30, 20]]])
    levels = np.array([rounds[:2].sum(axis=0), rounds[2]])
    whole = rounds.sum(axis=0) + np.array([[0, 0], [1, 4]])
    assert (row["group_name"], row["reference_group"], row["stratum_count"]) == ("f", "m", 3)
    assert row["fisher_p_value"] == pytest.approx(fisher_p(whole))
    expected = mantel_haenszel(rounds)["stratified_odds_ratio"]
    assert row["stratified_odds_ratio"] == pytest.approx(expected)
    assert row["homogeneity_p_value"] == pytest.approx(
        breslow_day(levels, mantel_haenszel(levels)["stratified_odds_ratio"])
    )
