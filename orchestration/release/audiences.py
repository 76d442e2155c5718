"""Which tables and which of their rows go to whom.

A mart says in its own yml who may see it (`config.meta.audiences`). Two limits hold whatever the
yml says: the table of leaders, and rows about a single leader or about a group that so few lead
that its number would be a leader's own, go to the people partners only. Which groups those are is
said by the mart `dim_scopes`, which everybody gets.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.release.digest import quoted

AUDIENCES = ("executive", "people_partner", "auditor")
PEOPLE_PARTNER = "people_partner"
LEADERS = "dim_leaders"
SCOPES = "dim_scopes"
SCHEMA = "marts"


_FOR_ALL = (
    f"scope_type <> 'leader' and (scope_type, scope_id) not in "
    f"(select (scope_type, scope_id) from {quoted('warehouse', SCHEMA, SCOPES)}"
    " where is_for_people_partners)"
)


class AudienceError(ValueError):
    """A mart whose audiences cannot be told."""


@dataclass(frozen=True)
class Share:
    """What of one table one audience gets. `where` is SQL, or None for all rows."""

    table: str
    where: str | None

    def relation(self, catalog: str) -> str:
        """The shared rows as a SQL relation of the database `catalog`."""
        name = mart_relation(self.table, catalog)
        return f"(select * from {name} where {self.where})" if self.where else name


def mart_relation(table: str, catalog: str = "warehouse") -> str:
    """A mart of the database `catalog` as a SQL relation."""
    return quoted(catalog, SCHEMA, table)


def declared_audiences(manifest_path: Path) -> dict[str, tuple[str, ...]]:
    """Mart -> audiences, from dbt's `manifest.json`. Raises `AudienceError`."""
    nodes = json.loads(manifest_path.read_text(encoding="utf-8"))["nodes"].values()
    found = {
        node["name"]: tuple(node["config"].get("meta", {}).get("audiences", ()))
        for node in nodes
        if node["resource_type"] == "model" and node["schema"] == SCHEMA
    }
    for table, audiences in found.items():
        unknown = set(audiences) - set(AUDIENCES)
        if unknown:
            raise AudienceError(f"{table} names an unknown audience: {', '.join(sorted(unknown))}")
    return dict(sorted(found.items()))


def shares_of(
    audience: str,
    declared: Mapping[str, Sequence[str]],
    columns: Mapping[str, Sequence[str]],
) -> list[Share]:
    """What `audience` gets, by table name. `columns` are those of each mart in the warehouse.

    Raises `AudienceError` when nothing tells which groups are led by too few.
    """
    if SCOPES not in columns:
        raise AudienceError(f"not built: {SCOPES}")
    shares = []
    for table, audiences in declared.items():
        if audience not in audiences:
            continue
        if audience == PEOPLE_PARTNER:
            shares.append(Share(table, None))
        elif table != LEADERS:
            has_scopes = "scope_type" in columns[table] and table != SCOPES
            shares.append(Share(table, _FOR_ALL if has_scopes else None))
    return shares


def mart_columns(connection: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, list[str]]:
    """Table -> columns of every mart of the attached database `catalog`."""
    rows = connection.execute(
        "select table_name, list(column_name order by ordinal_position) "
        "from information_schema.columns where table_catalog = ? and table_schema = ? "
        "group by table_name order by table_name",
        [catalog, SCHEMA],
    ).fetchall()
    return dict(rows)
