"""dbt's manifest as a graph: what the rules look at, and nothing of dbt's own form beyond here."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

FOLDERS = {"staging": ("stg_",), "intermediate": ("int_",), "marts": ("fct_", "dim_")}


@dataclass(frozen=True)
class Node:
    """A model, seed, source or exposure."""

    node_id: str
    kind: str
    path: str
    schema: str = ""
    materialized: str = "table"
    is_public: bool = False
    has_contract: bool = False
    description: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    code: str = ""
    source_name: str = ""
    source_description: str = ""
    has_freshness: bool = False

    @property
    def name(self) -> str:
        """The last part of the id."""
        return self.node_id.rsplit(".", 1)[-1]

    @property
    def layer(self) -> str:
        """staging, intermediate or marts by the folder; 'other' when it lies in none."""
        folders = self.path.split("/")[1:-1]
        return next((one for one in folders if one in FOLDERS), "other")

    @property
    def prefix(self) -> str:
        """The name up to the first underscore."""
        return self.name.split("_")[0] + "_"


@dataclass(frozen=True)
class Test:
    """A data test and the node it is attached to."""

    __test__ = False

    test_id: str
    node_id: str
    path: str
    kind: str
    column: str | None = None
    key: tuple[str, ...] = ()


@dataclass
class Graph:
    """Nodes by id, the parents of each, and the data tests."""

    nodes: dict[str, Node] = field(default_factory=dict)
    parents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    tests: list[Test] = field(default_factory=list)

    @classmethod
    def from_manifest(cls, manifest: dict) -> "Graph":
        """Read models, seeds, sources, exposures and data tests."""
        graph = cls()
        entries = manifest["nodes"] | manifest["sources"] | manifest.get("exposures", {})
        for node_id, entry in entries.items():
            kind = entry["resource_type"]
            if kind == "test":
                graph.tests.append(_test(entry))
            elif kind in ("model", "seed", "snapshot", "source", "exposure"):
                graph.nodes[node_id] = _node(entry)
                graph.parents[node_id] |= set(entry.get("depends_on", {}).get("nodes", ()))
        return graph

    def of(self, kind: str) -> list[Node]:
        """All nodes of a kind, by id."""
        return sorted((n for n in self.nodes.values() if n.kind == kind), key=lambda n: n.node_id)

    def parents_of(self, node: Node) -> list[Node]:
        """Direct parents."""
        return [self.nodes[p] for p in sorted(self.parents[node.node_id]) if p in self.nodes]

    def children_of(self, node: Node) -> list[Node]:
        """Direct children."""
        return [self.nodes[c] for c in sorted(self.nodes) if node.node_id in self.parents[c]]

    def tests_of(self, node: Node) -> list[Test]:
        """The data tests attached to a node."""
        return [test for test in self.tests if test.node_id == node.node_id]


def _node(entry: dict) -> Node:
    config = entry.get("config", {})
    columns = entry.get("columns", {}).values()
    return Node(
        node_id=entry["unique_id"],
        kind=entry["resource_type"],
        path=entry["original_file_path"],
        schema=f"{entry.get('schema')}.{entry.get('identifier', entry['name'])}",
        materialized=config.get("materialized") or "",
        is_public=entry.get("access") == "public",
        has_contract=entry.get("contract", {}).get("enforced", False),
        description=entry.get("description", ""),
        columns=tuple((column["name"], column["description"]) for column in columns),
        code=re.sub(r"\{#.*?#\}|--[^\n]*", "", entry.get("raw_code", ""), flags=re.DOTALL),
        source_name=entry.get("source_name", ""),
        source_description=entry.get("source_description", ""),
        has_freshness=bool(config.get("freshness") or entry.get("freshness")),
    )


def _test(entry: dict) -> Test:
    metadata = entry.get("test_metadata") or {}
    return Test(
        test_id=entry["unique_id"],
        node_id=entry.get("attached_node") or "",
        path=entry["original_file_path"],
        kind=metadata.get("name", "singular"),
        column=entry.get("column_name"),
        key=tuple(metadata.get("kwargs", {}).get("key", ())),
    )
