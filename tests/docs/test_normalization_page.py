"""The worked example of the page on normalization is what the pipeline's models compute."""

import duckdb
import pytest

from tests.docs.pages import ROOT, table
from tests.indicators.conftest import render

__all__ = ["render"]

PAGE = ROOT / "docs" / "what-normalization-removes.md"
MODELS = ROOT / "dbt_project" / "models" / "intermediate" / "normalization"
RAW = 3.8


def kind_and_parent(cell):
    """A cell's kind, and the cell it lies in."""
    if cell == "company":
        return "company", None
    role, _, country = cell.partition(" in ")
    return ("role_culture", role) if country else ("role", "company")


def normed(render, rows):
    """Center and spread of each cell, from (cell, leaders, mean, standard deviation)."""
    connection = duckdb.connect()
    connection.execute(
        "create table int_leader_cells_summed (indicator_id varchar, period_start date,"
        " cell_type varchar, cell_id varchar, parent_id varchar, leader_count bigint,"
        " mean double, variance double)"
    )
    for cell, leaders, mean, deviation in rows:
        connection.execute(
            "insert into int_leader_cells_summed values ('i', '2025-01-01', ?, ?, ?, ?, ?, ?)",
            [kind_and_parent(cell)[0], cell, kind_and_parent(cell)[1], leaders, mean, deviation**2],
        )
    for name in ("int_leader_cells_weighted", "int_leader_cells_pooled"):
        sql = render((MODELS / f"{name}.sql").read_text(encoding="utf-8"))
        connection.execute(f"create table {name} as {sql}")
    score = render("{{ normalized('3.8', 'center', 'spread') }}")
    found = connection.execute(
        f"select cell_id, center, spread, {score} from int_leader_cells_pooled"
    ).fetchall()
    return {cell: numbers for cell, *numbers in found}


def test_the_worked_example_is_what_the_models_compute(render):
    shown = table(PAGE, "Worked example")
    rows = [(cell, int(n), float(mean), float(sd)) for cell, n, mean, sd, *_ in shown]
    found = normed(render, rows)
    for cell, *_, center, spread, z, t_score in shown:
        computed = found[cell]
        assert [float(center), float(spread), float(z)] == pytest.approx(computed, abs=0.0051), cell
        assert float(t_score) == pytest.approx(50 + 10 * float(z), abs=0.051)


def test_the_same_raw_score_is_above_its_norm_in_one_role_and_below_it_in_another(render):
    shown = {row[0]: row for row in table(PAGE, "Worked example")}
    assert float(shown["engineering"][6]) > 0 > float(shown["sales"][6])
