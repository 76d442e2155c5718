"""The five promises of the confidence score, on the very SQL that grades a panel.

The model that grades a panel is compiled by dbt and run on a row for each evidence; reliability
comes from the macros that the indicators use, so that a rater is a rater and not a number between
0 and 1.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dbt.conftest import AS_OF
from tests.indicators.conftest import ROOT

KEY = {
    "indicator_id": "pulse_empathy_score",
    "construct": "all",
    "scope_type": "company",
    "scope_id": "company",
    "period_grain": "month",
}
MEANS = st.floats(1, 5)


@dataclass(frozen=True)
class Evidence:
    """What stands behind a number: answers, raters, how far they differ, and how old it is."""

    invited: int
    answered: int
    raters: int
    leaders: int
    spread: float
    error: float
    days: int
    half_life: int
    estimate: float | None = 3.0


@st.composite
def evidence(draw):
    invited = draw(st.integers(1, 200))
    return Evidence(
        invited,
        draw(st.integers(0, invited - 1)),
        draw(st.integers(1, 60)),
        draw(st.integers(2, 200)),
        draw(st.floats(0, 2)),
        draw(st.floats(0.01, 2)),
        draw(st.integers(0, 1000)),
        draw(st.integers(1, 730)),
        draw(MEANS),
    )


@pytest.fixture(scope="module")
def score(compiled, render):
    """The score of a row for each evidence, all of one half-life."""
    connection = duckdb.connect()
    path = ROOT / "seeds" / "reference" / "thresholds.csv"
    connection.execute(f"create table thresholds as from read_csv('{path}', header = true)")
    graded = compiled("int_people_health_graded")
    for table, relation in (
        ("int_people_health_compared", "compared"),
        ("int_catalog_listed", "catalog"),
        ("int_aggregations_noted", "aggregations"),
    ):
        read = set(re.findall(rf"\b{relation}\.(\w+)", graded))
        kinds = ", ".join(f"{column} {_kind(column)}" for column in sorted(read | set(KEY)))
        connection.execute(f"create table {table} ({kinds})")
    credible = render("{{ credible_variance('spread', 'error', 'size', 'leaders') }}")
    reliability = render("{{ reliability('between', 'error / raters') }}")

    def scored(*given: Evidence) -> list[float]:
        values = ", ".join(
            f"({number}, {one.spread}::double, {one.error}::double, {one.raters}, {one.leaders})"
            for number, one in enumerate(given)
        )
        shares = connection.execute(
            f"select {reliability} from (select *, {credible} as between from (select *,"
            f" cast(8 as double) as size from (values {values})"
            " as given(number, spread, error, raters, leaders))) order by number"
        ).fetchall()
        end = date.fromisoformat(AS_OF)
        rows = [
            KEY
            | {
                "period_start": date(2025, 12, 1 + number),
                "period_end": end,
                "last_evidence_on": end - timedelta(days=one.days),
                "estimate": one.estimate,
                "answered_share": one.answered / one.invited,
                "reliability": share,
            }
            for number, (one, (share,)) in enumerate(zip(given, shares, strict=True))
        ]
        (half_life,) = {one.half_life for one in given}
        listed = KEY | {"half_life_days": half_life, "min_answered_share": 0.4}
        _filled(connection, "int_people_health_compared", rows)
        _filled(connection, "int_catalog_listed", [listed])
        found = connection.execute(
            f"select confidence_score from ({graded}) order by period_start"
        ).fetchall()
        return [one for (one,) in found]

    return scored


def _kind(column):
    if column in KEY:
        return "varchar"
    if column.endswith("_note"):
        return "varchar"
    return "date" if column.endswith(("_on", "_start", "_end")) else "double"


def _filled(connection, table, rows):
    connection.execute(f"delete from {table}")
    names = ", ".join(rows[0])
    marks = ", ".join("?" for _ in rows[0])
    values = [list(row.values()) for row in rows]
    connection.executemany(f"insert into {table} ({names}) values ({marks})", values)


promise = settings(deadline=None, max_examples=60)


@promise
@given(evidence())
def test_the_score_lies_between_0_and_100(score, behind):
    (found,) = score(behind)
    assert 0 <= found <= 100


@promise
@given(evidence(), st.integers(1, 20))
def test_another_rater_or_answer_never_lowers_the_score(score, behind, more):
    raters = replace(behind, raters=behind.raters + more)
    answers = replace(behind, answered=min(behind.answered + more, behind.invited))
    before, with_raters, with_answers = score(behind, raters, answers)
    assert with_raters >= before
    assert with_answers >= before


@promise
@given(evidence(), st.integers(1, 400))
def test_age_never_raises_the_score(score, behind, days):
    before, older = score(behind, replace(behind, days=behind.days + days))
    assert older <= before


@promise
@given(evidence())
def test_the_score_is_0_when_and_only_when_nothing_is_published(score, behind):
    shown, unpublished = score(behind, replace(behind, estimate=None))
    assert shown > 0
    assert unpublished == 0


@promise
@given(evidence(), MEANS)
def test_the_score_does_not_look_at_the_value(score, behind, other):
    before, after = score(behind, replace(behind, estimate=other))
    assert after == before


def test_the_promises_are_kept_on_scores_that_differ(score):
    strong = Evidence(10, 9, 30, 45, 0.3, 0.3, 5, 45)
    best, *others = score(
        strong,
        replace(strong, raters=1),
        replace(strong, answered=3),
        replace(strong, days=90),
    )
    assert best > 80
    assert all(other < best for other in others)
