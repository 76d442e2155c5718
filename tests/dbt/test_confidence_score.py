"""The five promises of the confidence score, on the very SQL that grades a panel.

The model that grades a panel is compiled by dbt and run on one row; reliability comes from the
macros that the indicators use, so that a rater is a rater and not a number between 0 and 1.
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
    """The score of a row with this evidence."""
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

    def scored(given: Evidence) -> float:
        (share,) = connection.execute(
            f"select {reliability} from (select *, {credible} as between from (select"
            f" cast({given.spread} as double) as spread, cast({given.error} as double) as error,"
            f" cast(8 as double) as size, {given.raters} as raters, {given.leaders} as leaders))"
        ).fetchone()
        end = date.fromisoformat(AS_OF)
        row = KEY | {
            "period_start": date(2025, 12, 1),
            "period_end": end,
            "last_evidence_on": end - timedelta(days=given.days),
            "estimate": given.estimate,
            "answered_share": given.answered / given.invited,
            "reliability": share,
        }
        listed = KEY | {"half_life_days": given.half_life, "min_answered_share": 0.4}
        _filled(connection, "int_people_health_compared", row)
        _filled(connection, "int_catalog_listed", listed)
        ((found,),) = connection.execute(f"select confidence_score from ({graded})").fetchall()
        return found

    return scored


def _kind(column):
    if column in KEY:
        return "varchar"
    if column.endswith("_note"):
        return "varchar"
    return "date" if column.endswith(("_on", "_start", "_end")) else "double"


def _filled(connection, table, row):
    connection.execute(f"delete from {table}")
    names = ", ".join(row)
    marks = ", ".join("?" for _ in row)
    connection.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))


promise = settings(deadline=None, max_examples=60)


@promise
@given(evidence())
def test_the_score_lies_between_0_and_100(score, behind):
    assert 0 <= score(behind) <= 100


@promise
@given(evidence(), st.integers(1, 20))
def test_another_rater_or_answer_never_lowers_the_score(score, behind, more):
    before = score(behind)
    raters = replace(behind, raters=behind.raters + more)
    answers = replace(behind, answered=min(behind.answered + more, behind.invited))
    assert score(raters) >= before
    assert score(answers) >= before


@promise
@given(evidence(), st.integers(1, 400))
def test_age_never_raises_the_score(score, behind, days):
    assert score(replace(behind, days=behind.days + days)) <= score(behind)


@promise
@given(evidence(), st.booleans())
def test_the_score_is_0_when_and_only_when_nothing_is_published(score, behind, is_published):
    shown = behind if is_published else replace(behind, estimate=None)
    assert (score(shown) == 0) == (not is_published)


@promise
@given(evidence(), MEANS)
def test_the_score_does_not_look_at_the_value(score, behind, other):
    assert score(replace(behind, estimate=other)) == score(behind)


def test_the_promises_are_kept_on_scores_that_differ(score):
    strong = Evidence(10, 9, 30, 45, 0.3, 0.3, 5, 45)
    assert score(strong) > 80
    assert score(replace(strong, raters=1)) < score(strong)
    assert score(replace(strong, answered=3)) < score(strong)
    assert score(replace(strong, days=90)) < score(strong)
