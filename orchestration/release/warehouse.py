"""Open the build database for reading, and know what it holds to publish."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from orchestration.release.audiences import mart_columns, mart_relation
from orchestration.release.digest import TableDigest, quoted, table_digest

_INPUT_COLUMNS = (
    "source_id",
    "feed",
    "format",
    "file_sha256",
    "size_bytes",
    "rows_read",
    "rows_accepted",
    "rows_quarantined",
    "rows_superseded",
    "rows_duplicate",
    "is_refused",
    "mapping_digest",
)


@contextmanager
def reading(warehouse: Path, **others: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose current database is the warehouse, read-only, in UTC.

    others: databases attached beside it, read-only, under these names. While it is open no other
    process can write to the warehouse, so what is judged or copied through it is one state.
    """
    with attached(warehouse=warehouse, **others) as connection:
        connection.execute("use warehouse")
        yield connection


@contextmanager
def attached(**databases: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in UTC with these databases attached, read-only, under their names."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("set TimeZone = 'UTC'")
        for name, path in databases.items():
            text = str(path).replace("'", "''")
            connection.execute(f"attach '{text}' as {quoted(name)} (read_only)")
        yield connection


def mart_digests(connection: duckdb.DuckDBPyConnection) -> dict[str, TableDigest]:
    """The logical digest of every mart, by table name."""
    return {
        table: table_digest(connection, mart_relation(table))
        for table in mart_columns(connection, "warehouse")
    }


def delivered_files(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """One record for each delivered file, whatever the order of delivery; no file name."""
    rows = connection.execute(
        f"select {', '.join(_INPUT_COLUMNS)} from warehouse.raw.files order by all"
    ).fetchall()
    return [dict(zip(_INPUT_COLUMNS, row, strict=True)) for row in rows]
