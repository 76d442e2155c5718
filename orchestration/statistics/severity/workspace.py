"""Where the steps of a fit lie: tables of one schema, on any engine that runs SQL text.

Only what engines share is written: `create table as` and `drop table`. An engine is two functions.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb

_CATALOG = "severity_work"


@dataclass
class Workspace:
    """Tables of a schema. run: executes a statement; rows: returns a query's rows."""

    schema: str
    run: Callable[[str], object]
    rows: Callable[[str], Sequence[Sequence]]
    versions: dict[str, int] = field(default_factory=dict)

    def make(self, table: str, query: str) -> None:
        """Write a query's rows as a table, in place of the one that was there.

        The query may read the one that was there: engines differ in how a table is renamed, so
        each writing has a name of its own.
        """
        before = self.versions.get(table)
        version = 1 if before is None else before + 1
        self.run(f"create table {self.schema}.{table}_{version} as {self.filled(query)}")
        if before is not None:
            self.drop(table)
        self.versions[table] = version

    def fetch(self, query: str) -> Sequence[Sequence]:
        """The rows of a query."""
        return self.rows(self.filled(query))

    def drop(self, *tables: str) -> None:
        """Remove tables that no later step reads."""
        for table in tables:
            self.run(f"drop table {self.name(table)}")
            del self.versions[table]

    def name(self, table: str) -> str:
        """Qualified name under which a table lies."""
        return f"{self.schema}.{table}_{self.versions[table]}"

    def filled(self, query: str) -> str:
        """A query in which tables of this workspace are written as {table}."""
        return query.format_map({table: self.name(table) for table in self.versions})


@contextmanager
def duckdb_workspace(connection: duckdb.DuckDBPyConnection) -> Iterator[Workspace]:
    """A workspace in memory beside the connection's own database, gone afterwards."""
    connection.execute(f"attach ':memory:' as {_CATALOG}")
    try:
        yield Workspace(
            f"{_CATALOG}.main",
            connection.execute,
            lambda query: connection.execute(query).fetchall(),
        )
    finally:
        connection.execute(f"detach {_CATALOG}")
