"""The shape of the graph: dbt-project-evaluator's rules on modeling and performance.

A rule takes the graph and yields offenders. Limits are the evaluator's defaults.
"""

import re
from collections.abc import Iterator

from orchestration.statistics.tables import STATISTICS
from tests.dbt.graph import Graph, Node

MOST_PARENTS = 7
MOST_LEAVES = 3
LONGEST_CHAIN_OF_VIEWS = 5
READ_BY_STATISTICS = {model for statistic in STATISTICS for model in statistic.reads}
HARD_CODED = re.compile(
    r"(?ix)(?<!distinct\s)\b(?:from|join)\s+(?: \{\{ \s* var \( | [`\[\"'] | \w+\.\w+ (?!\s*\() )"
)


def root_models(graph: Graph) -> Iterator[str]:
    """A model that nothing feeds."""
    yield from (m.name for m in graph.of("model") if not graph.parents[m.node_id])


def source_fanout(graph: Graph) -> Iterator[str]:
    """A source that more than one model reads."""
    yield from (s.name for s in graph.of("source") if len(graph.children_of(s)) > 1)


def unused_sources(graph: Graph) -> Iterator[str]:
    """A source that no model reads."""
    yield from (s.name for s in graph.of("source") if not graph.children_of(s))


def duplicate_sources(graph: Graph) -> Iterator[str]:
    """Two sources of one table."""
    tables = [source.schema for source in graph.of("source")]
    yield from sorted({table for table in tables if tables.count(table) > 1})


def direct_join_to_source(graph: Graph) -> Iterator[str]:
    """A model that reads a source beside a model."""
    for model in graph.of("model"):
        if {"source", "model"} <= {parent.kind for parent in graph.parents_of(model)}:
            yield model.name


def multiple_sources_joined(graph: Graph) -> Iterator[str]:
    """A model that reads two sources."""
    for model in graph.of("model"):
        if sum(parent.kind == "source" for parent in graph.parents_of(model)) > 1:
            yield model.name


def downstream_dependent_on_source(graph: Graph) -> Iterator[str]:
    """An intermediate model or a mart that reads a source."""
    for model in graph.of("model"):
        if model.layer in ("intermediate", "marts"):
            yield from (model.name for p in graph.parents_of(model) if p.kind == "source")


def staging_dependent_on_staging(graph: Graph) -> Iterator[str]:
    """A staging model that reads a staging model."""
    yield from _edges(graph, {"staging"}, {"staging"})


def staging_dependent_on_downstream(graph: Graph) -> Iterator[str]:
    """A staging model that reads what is built on staging."""
    yield from _edges(graph, {"intermediate", "marts"}, {"staging"})


def hard_coded_references(graph: Graph) -> Iterator[str]:
    """A model that names a table where it should ref."""
    yield from (m.name for m in graph.of("model") if HARD_CODED.search(m.code))


def rejoining_of_upstream_concepts(graph: Graph) -> Iterator[str]:
    """A -> B -> C and A -> C, where B is there for C alone. Seeds are parameters read by id, not
    concepts: they are left out, as the evaluator's `exclude_paths_from_project` would.
    """
    for child in graph.of("model"):
        parents = [parent for parent in graph.parents_of(child) if parent.kind != "seed"]
        for middle in parents:
            if len(graph.children_of(middle)) == 1:
                shared = set(parents) & set(graph.parents_of(middle))
                yield from (f"{above.name}, {middle.name}, {child.name}" for above in shared)


def model_fanout(graph: Graph) -> Iterator[str]:
    """A model with too many children that have no child."""
    for model in graph.of("model"):
        leaves = [c for c in graph.children_of(model) if _is_leaf(graph, c)]
        if len(leaves) >= MOST_LEAVES:
            yield f"{model.name}: {', '.join(leaf.name for leaf in leaves)}"


def too_many_joins(graph: Graph) -> Iterator[str]:
    """A model that reads too many others."""
    for model in graph.of("model"):
        if len(graph.parents_of(model)) >= MOST_PARENTS:
            yield model.name


def chained_views(graph: Graph) -> Iterator[str]:
    """A model behind too long a chain of views."""

    def chain(node: Node) -> int:
        if node.kind != "model" or node.materialized not in ("view", "ephemeral"):
            return 0
        return 1 + max((chain(parent) for parent in graph.parents_of(node)), default=0)

    for model in graph.of("model"):
        if max((chain(p) for p in graph.parents_of(model)), default=0) > LONGEST_CHAIN_OF_VIEWS:
            yield model.name


def exposure_parents_materializations(graph: Graph) -> Iterator[str]:
    """An exposure on a source or a view."""
    for exposure in graph.of("exposure"):
        for parent in graph.parents_of(exposure):
            if parent.kind == "source" or parent.materialized in ("view", "ephemeral"):
                yield f"{exposure.name} on {parent.name}"


def exposures_dependent_on_private_models(graph: Graph) -> Iterator[str]:
    """An exposure on a model that is not public."""
    for exposure in graph.of("exposure"):
        yield from (
            f"{exposure.name} on {p.name}" for p in graph.parents_of(exposure) if not p.is_public
        )


def _edges(graph: Graph, parents: set[str], children: set[str]) -> Iterator[str]:
    for child in graph.of("model"):
        for parent in graph.parents_of(child):
            if parent.kind == "model" and parent.layer in parents and child.layer in children:
                yield f"{child.name} on {parent.name}"


def _is_leaf(graph: Graph, node: Node) -> bool:
    is_read = graph.children_of(node) or node.name in READ_BY_STATISTICS
    return node.kind == "model" and not is_read
