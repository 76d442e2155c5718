"""Each rule is seen to catch the defect it exists for, and to let the repaired graph pass."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.dbt.graph import Graph, Node
from tests.dbt.graph import Test as DataTest
from tests.dbt.test_project_rules import RULES

SOURCE = Node(
    "source.p.hr.roster",
    "source",
    "models/staging/hr/_hr__sources.yml",
    schema="raw.roster",
    description="A row.",
    source_name="hr",
    source_description="HR.",
    has_freshness=True,
)


def model(name, folder, **other):
    return Node(
        f"model.p.{name}", "model", f"models/{folder}/{name}.sql", description="A row.", **other
    )


def sound():
    """Source, staging, intermediate, mart and exposure, as they ought to be."""
    staging = model("stg_hr__roster", "staging/hr", materialized="view")
    middle = model("int_people", "intermediate", code="select * from {{ ref('stg_hr__roster') }}")
    mart = model(
        "fct_people", "marts", is_public=True, has_contract=True, columns=(("person_id", "Id."),)
    )
    page = Node("exposure.p.page", "exposure", "models/marts/_page.yml")
    chain = [SOURCE, staging, middle, mart, page]
    graph = Graph({node.node_id: node for node in chain})
    for above, below in pairwise(chain):
        graph.parents[below.node_id].add(above.node_id)
    for node in (staging, middle, mart):
        for kind in ("unique", "not_null"):
            path = node.path.rsplit("/", 1)[0] + "/_models.yml"
            test_id = f"test.p.{kind}_{node.name}"
            graph.tests.append(DataTest(test_id, node.node_id, path, kind, "person_id"))
    return graph


def changed(name, **other):
    def defect(graph):
        node = next(node for node in graph.nodes.values() if node.name == name)
        graph.nodes[node.node_id] = replace(node, **other)

    return defect


def added(node, *parents, children=()):
    def defect(graph):
        graph.nodes[node.node_id] = node
        graph.parents[node.node_id] |= {_id(graph, parent) for parent in parents}
        for child in children:
            graph.parents[_id(graph, child)].add(node.node_id)

    return defect


def linked(child, parent):
    def defect(graph):
        graph.parents[_id(graph, child)].add(_id(graph, parent))

    return defect


def both(*defects):
    def defect(graph):
        for one in defects:
            one(graph)

    return defect


def untested(*kinds):
    def defect(graph):
        graph.tests[:] = [test for test in graph.tests if test.kind not in kinds]

    return defect


def _id(graph, name):
    return next(node_id for node_id, node in graph.nodes.items() if node.name == name)


def leaf(number):
    return model(f"fct_leaf_{number}", "marts")


def view(number):
    return model(f"int_view_{number}", "intermediate", materialized="view")


SECOND = replace(SOURCE, node_id="source.p.hr.exits", schema="raw.exits")
VIEWS = [added(view(0), "stg_hr__roster")] + [
    added(view(n), f"int_view_{n - 1}") for n in range(1, 6)
]
JOINED = [added(model(f"int_part_{n}", "intermediate"), children=["int_people"]) for n in range(6)]
DEFECTS = {
    "chained_views": both(*VIEWS, linked("int_people", "int_view_5")),
    "direct_join_to_source": linked("int_people", "roster"),
    "downstream_dependent_on_source": linked("fct_people", "roster"),
    "duplicate_sources": added(replace(SECOND, schema="raw.roster")),
    "exposure_parents_materializations": linked("page", "stg_hr__roster"),
    "exposures_dependent_on_private_models": linked("page", "int_people"),
    "hard_coded_references": changed("int_people", code="select * from raw.roster"),
    "missing_primary_key_tests": untested("unique"),
    "model_directories": changed("int_people", path="models/marts/int_people.sql"),
    "model_fanout": both(*(added(leaf(n), "int_people") for n in range(3))),
    "model_naming_conventions": added(model("people", "intermediate")),
    "multiple_sources_joined": added(SECOND, children=["stg_hr__roster"]),
    "public_models_without_contracts": changed("fct_people", has_contract=False),
    "rejoining_of_upstream_concepts": both(
        linked("fct_people", "stg_hr__roster"),
    ),
    "root_models": added(model("int_orphan", "intermediate")),
    "source_directories": changed("roster", path="models/marts/_sources.yml"),
    "source_fanout": added(model("stg_hr__people", "staging/hr"), "roster"),
    "sources_without_freshness": changed("roster", has_freshness=False),
    "staging_dependent_on_downstream": linked("stg_hr__roster", "int_people"),
    "staging_dependent_on_staging": added(model("stg_hr__people", "staging/hr"), "stg_hr__roster"),
    "test_directories": changed("int_people", path="models/intermediate/people/int_people.sql"),
    "too_many_joins": both(*JOINED),
    "undocumented_models": changed("int_people", description=""),
    "undocumented_public_models": changed("fct_people", columns=(("person_id", ""),)),
    "undocumented_source_tables": changed("roster", description=""),
    "undocumented_sources": changed("roster", source_description=""),
    "untested_models": untested("unique", "not_null"),
    "unused_sources": added(SECOND),
}


def test_every_rule_has_a_defect():
    assert sorted(DEFECTS) == sorted(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_sound_graph_passes(name):
    assert list(RULES[name](sound())) == []


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_rule_catches_its_defect(name):
    graph = sound()
    DEFECTS[name](graph)
    assert list(RULES[name](graph)) != []
