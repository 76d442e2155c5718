"""dbt-project-evaluator's rules hold: no offender but those listed with a reason."""

from inspect import getmembers, isgeneratorfunction
from pathlib import Path

import pytest

from tests.dbt import dag_rules, project_rules

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
FILES = {"model": "models/**/*.sql", "seed": "../seeds/reference/*.csv"}
RULES = {
    name: rule
    for module in (dag_rules, project_rules)
    for name, rule in getmembers(module, isgeneratorfunction)
    if not name.startswith("_")
}
EXCEPTIONS = {
    ("root_models", "fct_restatements"): "Rows come from earlier releases, which no model knows.",
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
    assert counts == {"source": 18, **files}
    assert len(graph.tests) > counts["model"]
