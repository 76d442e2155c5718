"""Names, folders, words and tests: dbt-project-evaluator's rules on everything but the graph.

A rule takes the graph and yields offenders. A key is tested by `unique` and `not_null` on one
column, or by the `key` of the project's own `sound`, which the evaluator would be told of in
`primary_key_test_macros`.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.dbt.graph import FOLDERS, Graph, Node


def model_naming_conventions(graph: Graph) -> Iterator[str]:
    """A model without the prefix of its layer."""
    for model in graph.of("model"):
        if model.prefix not in FOLDERS.get(model.layer, ()):
            yield model.name


def model_directories(graph: Graph) -> Iterator[str]:
    """A model whose prefix belongs to another layer, or staging apart from its source."""
    for model in graph.of("model"):
        meant = next((one for one, prefixes in FOLDERS.items() if model.prefix in prefixes), None)
        if meant != model.layer:
            yield model.name
        for parent in graph.parents_of(model):
            if parent.kind == "source" and f"/{parent.source_name}/" not in model.path:
                yield model.name


def source_directories(graph: Graph) -> Iterator[str]:
    """A source declared outside of its own folder."""
    for source in graph.of("source"):
        if f"staging/{source.source_name}/" not in source.path:
            yield source.name


def test_directories(graph: Graph) -> Iterator[str]:
    """A generic test declared in another folder than its model."""
    for test in graph.tests:
        node = graph.nodes.get(test.node_id)
        if node is None or node.kind != "model" or test.kind == "singular":
            continue
        if PurePosixPath(test.path).parent != PurePosixPath(node.path).parent:
            yield test.test_id


def undocumented_models(graph: Graph) -> Iterator[str]:
    """A model without a description; none is the evaluator's documentation coverage of 100%."""
    yield from (m.name for m in graph.of("model") if not m.description)


def undocumented_public_models(graph: Graph) -> Iterator[str]:
    """A public model, or a column of one, without a description."""
    for model in _public(graph):
        if not (model.description and model.columns and all(text for _, text in model.columns)):
            yield model.name


def public_models_without_contracts(graph: Graph) -> Iterator[str]:
    """A public model whose columns are not fixed."""
    yield from (m.name for m in _public(graph) if not m.has_contract)


def undocumented_sources(graph: Graph) -> Iterator[str]:
    """A source without a description."""
    yield from sorted({s.source_name for s in graph.of("source") if not s.source_description})


def undocumented_source_tables(graph: Graph) -> Iterator[str]:
    """A table of a source without a description."""
    yield from (s.name for s in graph.of("source") if not s.description)


def sources_without_freshness(graph: Graph) -> Iterator[str]:
    """A table of a source whose age nobody asks for."""
    yield from (s.name for s in graph.of("source") if not s.has_freshness)


def missing_primary_key_tests(graph: Graph) -> Iterator[str]:
    """A model whose key is not tested."""
    for model in graph.of("model"):
        tests = graph.tests_of(model)
        unique = {test.column for test in tests if test.kind == "unique"}
        not_null = {test.column for test in tests if test.kind == "not_null"}
        if not (unique & not_null or any(test.key for test in tests)):
            yield model.name


def untested_models(graph: Graph) -> Iterator[str]:
    """A model without any test; none is the evaluator's test coverage of 100%."""
    yield from (m.name for m in graph.of("model") if not graph.tests_of(m))


def _public(graph: Graph) -> list[Node]:
    return [model for model in graph.of("model") if model.is_public]
