"""Which rows of the panels are withheld, from the tables that the build hands over."""

import duckdb
import pytest

from orchestration.statistics.inputs import Inputs
from orchestration.statistics.withheld_cells import compute
from tests.dbt.conftest import AS_OF

# ann and bob lead one unit, cy and dee another; bob moved there within the month.
PLACES = [
    ("ann", "u1", "north", "c1"),
    ("bob", "u1", "north", "c1"),
    ("bob", "u2", "north", "c1"),
    ("cy", "u2", "north", "c1"),
    ("dee", "u2", "north", "c1"),
]
RATERS = {"ann": 3, "bob": 9, "cy": 6, "dee": 7}
WHOLES = {"u1": 7, "u2": 18, "c1": 25, "north": 25, "company": 25}
TYPES = {"u1": "org_unit", "u2": "org_unit", "c1": "cohort", "north": "business_unit"}


@pytest.fixture
def withheld():
    """Rows that `compute` gives for measured cells as (indicator, scope type, scope, people)."""

    def found(cells):
        connection = duckdb.connect()
        connection.execute("create schema intermediate")
        connection.execute(
            "create table intermediate.int_leader_places as select 'month' as period_grain, "
            "date '2025-03-01' as period_start, * from (values "
            + ", ".join(map(str, PLACES))
            + ") as p (leader_id, org_unit_id, business_unit, cohort_id)"
        )
        connection.execute(
            "create table intermediate.int_cells_screened as select *, 'all' as construct, "
            "'month' as period_grain, date '2025-03-01' as period_start, 5.0 as fewest_people, "
            "case when people_behind < 5 then 'too_few_raters' end as primary_reason from (values "
            + ", ".join(map(str, cells))
            + ") as c (indicator_id, scope_type, scope_id, people_behind)"
        )
        rows = compute(Inputs(connection, AS_OF))
        return {(row.scope_type, row.scope_id): row.withheld_for for row in rows.itertuples()}

    return found


def wholes(indicator_id):
    return [(indicator_id, TYPES.get(one, one), one, n) for one, n in WHOLES.items()]


def test_one_of_too_few_is_hidden_by_whoever_leaves_the_part_of_a_mover_open(withheld):
    """Without cy's number nobody knows which part of bob's is in the unit of ann."""
    leaders = [("score", "leader", name, count) for name, count in RATERS.items()]

    assert withheld([*leaders, *wholes("score")]) == {
        ("leader", "ann"): "itself",
        ("leader", "cy"): "another_number",
    }


def test_where_units_are_the_smallest_a_unit_is_withheld_with_the_first(withheld):
    cells = [one if one[2] != "u1" else (*one[:3], 4) for one in wholes("rate")]

    assert withheld(cells) == {("org_unit", "u1"): "itself", ("org_unit", "u2"): "another_number"}


def test_a_unit_without_a_measured_leader_stands_for_itself(withheld):
    leaders = [("score", "leader", name, RATERS[name]) for name in ("bob", "cy", "dee")]
    units = [one if one[2] != "u1" else (*one[:3], 4) for one in wholes("score")]
    found = withheld([*(one for one in leaders if one[2] != "bob"), *units])

    assert found[("org_unit", "u1")] == "itself"
    assert "another_number" in found.values()


def test_a_number_that_stands_alone_is_withheld_for_itself_only(withheld):
    assert withheld([("rate", "company", "company", 3)]) == {("company", "company"): "itself"}


def test_nothing_is_withheld_where_enough_are_behind_everything(withheld):
    assert withheld(wholes("rate")) == {}
