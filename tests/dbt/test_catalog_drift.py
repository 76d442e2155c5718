"""The catalog and the models say the same: a row, a model and a unit test each."""

import csv
from pathlib import Path

import pytest

from orchestration.panel_models import write_panel_models

ROOT = Path(__file__).resolve().parents[2]
PROJECT, SEEDS = ROOT / "dbt_project", ROOT / "seeds" / "reference"


def rows(name):
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


CATALOG = rows("indicators")
# The last: shares of a small role among high and low scores tell how its leaders scored.
ABOUT_LEADERS = ("dim_leaders", "fct_leader_severity", "fct_leader_normalized")
ABOUT_LEADERS += ("fct_matched_balance",)
PANELS = sorted({row["panel"] for row in CATALOG})


def entries_of(graph, panel):
    """Indicators that the union of a panel takes in."""
    union = graph.nodes[f"model.empathy_scorecard.int_{panel}_measured"]
    return [parent.name for parent in graph.parents_of(union)]


@pytest.mark.parametrize("row", CATALOG, ids=lambda row: row["indicator_id"])
def test_each_indicator_has_its_model_and_a_unit_test(graph, manifest, row):
    name = f"int_{row['indicator_id']}"
    node = graph.nodes.get(f"model.empathy_scorecard.{name}")
    assert node is not None
    assert node.path.startswith("models/intermediate/indicators/")
    assert name in {test["model"] for test in manifest["unit_tests"].values()}


@pytest.mark.parametrize("panel", PANELS)
def test_each_panel_takes_in_exactly_its_indicators(graph, panel):
    asked = [f"int_{row['indicator_id']}" for row in CATALOG if row["panel"] == panel]
    assert entries_of(graph, panel) == sorted(asked)


def test_the_lists_of_the_panels_are_those_that_the_catalog_gives(tmp_path):
    (tmp_path / "macros").mkdir()
    write_panel_models(SEEDS, tmp_path)
    written = (tmp_path / "macros" / "panel_models.sql").read_text()
    assert (PROJECT / "macros" / "panel_models.sql").read_text() == written


@pytest.mark.parametrize("panel", PANELS)
def test_each_panel_has_a_leading_and_a_lagging_indicator(panel):
    kinds = {row["indicator_kind"] for row in CATALOG if row["panel"] == panel}
    assert kinds == {"leading", "lagging"}


def test_every_mart_of_a_panel_belongs_to_the_catalog(graph):
    folders = {node.path.split("/")[2] for node in graph.of("model") if node.layer == "marts"}
    assert folders - {"scorecard"} == set(PANELS)


@pytest.mark.parametrize("name", ["targets", "instruments"])
def test_reference_rows_speak_of_indicators_that_exist(name):
    known = {row["indicator_id"] for row in CATALOG}
    assert {row["indicator_id"] for row in rows(name)} <= known


def test_thresholds_speak_of_indicators_that_exist():
    known = {row["indicator_id"] for row in CATALOG} | {"*"}
    assert {row["indicator_id"] for row in rows("thresholds")} <= known


def test_no_target_is_set_at_a_grain_that_its_indicator_is_not_reported_at():
    grains = {row["indicator_id"]: row["grains"].split("|") for row in CATALOG}
    assert [t for t in rows("targets") if t["grain"] not in grains[t["indicator_id"]]] == []


def test_every_mart_names_its_audiences_and_only_people_partners_see_leaders(manifest):
    marts = {
        node["name"]: node["config"]["meta"].get("audiences")
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == "marts"
    }
    assert {tuple(marts.pop(name)) for name in ABOUT_LEADERS} == {("people_partner",)}
    assert {tuple(audiences) for audiences in marts.values()} == {
        ("executive", "people_partner", "auditor")
    }
