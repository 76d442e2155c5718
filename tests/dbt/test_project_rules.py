"""dbt-project-evaluator's rules hold: no offender but those listed with a reason."""

from inspect import getmembers, isgeneratorfunction
from pathlib import Path

import pytest

from orchestration.statistics.tables import STATISTICS
from tests.dbt import dag_rules, project_rules

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
FILES = {"model": "models/**/*.sql", "seed": "../seeds/reference/*.csv"}
DELIVERED = 18  # the feeds, and what intake recorded about them
RULES = {
    name: rule
    for module in (dag_rules, project_rules)
    for name, rule in getmembers(module, isgeneratorfunction)
    if not name.startswith("_")
}
REJOINING = "rejoining_of_upstream_concepts"
STEP = "One computation in two files, each short enough to read."
EVENTS = "A list of events of several feeds, which share no key."
LINES = "Lines of files; one line may hold several facts of one number."
FAMILIES = "The one list of lines, a union of the lists of each family."
TWICE = "The answers of one indicator stand behind another one as well."
TRACED = ("answers", "invitations", "changes", "trials", "events", "exposure", "trainees")
TRACED += ("coaching", "calibrations", "promotions", "evidence")
QUANTILES = "Six relations; the other two are tables of quantiles, read by key."
EXCEPTIONS = {
    ("root_models", "fct_restatements"): "Rows come from earlier releases, which no model knows.",
    ("missing_primary_key_tests", "int_rate_events_dated"): EVENTS,
    ("missing_primary_key_tests", "int_share_trials_dated"): EVENTS,
    **{("missing_primary_key_tests", f"int_{facts}_traced"): LINES for facts in TRACED},
    ("too_many_joins", "int_evidence_traced"): FAMILIES,
    ("too_many_joins", "int_escalation_rate_per_100"): QUANTILES,
    ("too_many_joins", "int_hr_incident_rate_per_100"): QUANTILES,
    ("too_many_joins", "int_voluntary_attrition_rate"): QUANTILES,
    (
        REJOINING,
        "int_leaders_assessed, int_assessed_raters_scoped, int_leaders_improved_share",
    ): STEP,
    (
        REJOINING,
        "int_leaders_assessed, int_leaders_drawn, int_leaders_change_expected",
    ): STEP,
    (
        REJOINING,
        "int_leaders_assessed, int_leaders_change_expected, int_improvement_expected",
    ): STEP,
    (
        REJOINING,
        "int_leaders_assessed, int_improvement_expected, int_leaders_improved_share",
    ): STEP,
    (REJOINING, "int_answers_traced, int_changes_traced, int_evidence_traced"): TWICE,
}


@pytest.mark.parametrize("name", sorted(RULES))
def test_no_model_breaks_the_rule(graph, name):
    offenders = [one for one in RULES[name](graph) if (name, one) not in EXCEPTIONS]
    assert offenders == []


@pytest.mark.parametrize(("name", "offender"), sorted(EXCEPTIONS))
def test_no_exception_outlives_its_offender(graph, name, offender):
    assert offender in list(RULES[name](graph))


def test_the_graph_that_the_rules_look_at_is_the_whole_project(graph):
    counts = {kind: len(graph.of(kind)) for kind in ("model", "seed", "source")}
    files = {kind: len(list(PROJECT.glob(found))) for kind, found in FILES.items()}
    assert counts == {"source": DELIVERED + len(STATISTICS), **files}
    assert len(graph.tests) > counts["model"]
