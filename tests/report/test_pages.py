"""What holds for the page of every audience, with all its sections filled."""

import re
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
import yaml

from orchestration.release.audiences import AUDIENCES
from orchestration.report import auditor, executive, people_partner
from orchestration.report.records import Leader
from tests.report import analyses
from tests.report.marts import audience_file, cell, check, indicator, verdict

MARTS = Path(__file__).parents[2] / "dbt_project/models/marts"
RENDER = {
    "executive": executive.render,
    "people_partner": people_partner.render,
    "auditor": auditor.render,
}
PULSE = "pulse_empathy_score"


def filled(path):
    """A file in which every section has something to say."""
    leader = Leader("p_a", "north", "u1", "spring", None, True)
    scope = {"scope_type": "leader", "scope_id": "p_a", "use_label": "coaching"}
    start = analyses.DECEMBER
    return audience_file(
        path,
        [cell(PULSE, start), cell(PULSE, start, **scope)],
        [indicator(PULSE)],
        leaders=[leader],
        analyses={
            "fct_pilot_decision": [analyses.decision()],
            "fct_pilot_readout": [analyses.reading(PULSE, 30), analyses.reading(PULSE, 90)],
            "fct_improvement_shares": [analyses.shares()],
            "fct_improvement_guard": [analyses.guard()],
            "fct_promotion_equity": [analyses.group("green")],
            "fct_alerts": [analyses.alert("unit-1")],
            "fct_severity_gaps": [analyses.gap("green")],
            "fct_training_effect": [analyses.effect(PULSE)],
            "fct_outcome_associations": [analyses.association(PULSE)],
            "fct_instrument_reliability": [analyses.instrument()],
            "fct_rater_quality": [analyses.raters("observers"), analyses.raters("self")],
            "fct_program_value": [analyses.cost()],
        },
    )


@pytest.fixture(params=AUDIENCES)
def page(request, tmp_path):
    """The filled page of an audience."""
    record = verdict(check("rule", "passed"), check("other", "not_evaluated"))
    return RENDER[request.param](filled(tmp_path / "scorecard.duckdb"), record)


def declared(audience):
    """The marts that an audience may read, as their own yml says."""
    models = [
        model
        for path in MARTS.rglob("*.yml")
        for model in yaml.safe_load(path.read_text()).get("models", [])
    ]
    return {
        model["name"]
        for model in models
        if audience in model.get("config", {}).get("meta", {}).get("audiences", ())
    }


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_page_is_made_of_nothing_but_the_marts_of_its_audience(audience, tmp_path):
    path = filled(tmp_path / "scorecard.duckdb")
    with duckdb.connect(str(path)) as connection:
        tables = {name for (name,) in connection.execute("show tables").fetchall()}
        kept = declared(audience) - ({"dim_leaders"} if audience != "people_partner" else set())
        for name in tables - kept:
            connection.execute(f"drop table {name}")
    assert "dim_leaders" in tables
    assert RENDER[audience](path, verdict(check("rule", "passed")))


def test_every_link_leads_to_a_place_on_the_page(page):
    links = re.findall(r'href="(.*?)"', page)
    ids = re.findall(r' id="(.*?)"', page)
    assert len(links) > 2
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)
    assert len(ids) == len(set(ids))


def test_every_table_has_a_caption_and_every_head_a_scope(page):
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    assert len(tables) > 3
    assert [table for table in tables if "<caption" not in table] == []
    heads = re.findall(r"<th\b[^>]*>", page)
    assert [head for head in heads if "scope=" not in head] == []


def test_headings_never_skip_a_level(page):
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_rows_that_are_stacked_on_a_phone_say_what_each_cell_is(page):
    stacked = re.findall(
        r'<table class="wide (?:checks )?stack(?: keep)?">.*?</table>', page, re.DOTALL
    )
    cells = [one for table in stacked for one in re.findall(r"<td\b[^>]*>", table)]
    assert len(cells) > 5
    assert [one for one in cells if "data-label" not in one and "colspan" not in one] == []


def test_nothing_is_said_by_color_alone(page):
    marks = re.findall(r'<strong class="mark [a-z_]+">(.*?)</strong>', page)
    assert all(marks)
