"""`raw.files` and `raw.sources`: what was delivered and what became of it. Counts, no values."""

from collections.abc import Iterable

import duckdb

from orchestration.extract.outcome import Outcome
from orchestration.settings import Source

_FILES = """
    source_id varchar, feed varchar, format varchar, file_sha256 varchar, file_name varchar,
    received_at varchar, size_bytes bigint, records_read bigint, rows_read bigint,
    rows_accepted bigint, rows_quarantined bigint, rows_superseded bigint, rows_duplicate bigint,
    is_refused boolean, refusal_rule varchar, refusal_message varchar, mapping_digest varchar
"""
_SOURCES = """
    source_id varchar, feed varchar, format varchar, location_pattern varchar,
    mapping_digest varchar, file_count bigint
"""


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        connection.execute(f"insert into raw.{table} values ({marks})", row)


def write_files(connection: duckdb.DuckDBPyConnection, outcomes: list[Outcome]) -> None:
    """Make `raw.files`: one row per delivery, by source, hash and name."""
    connection.execute(f"create or replace table raw.files ({_FILES})")
    _insert(
        connection,
        "files",
        (
            (
                o.source.id,
                o.source.feed.value,
                o.source.format.value,
                o.delivery.sha256,
                o.delivery.file_name,
                o.delivery.received_at,
                o.delivery.size_bytes,
                o.parsed.records_read,
                o.parsed.rows_read,
                o.rows_accepted,
                o.rows_quarantined,
                o.rows_superseded,
                o.rows_duplicate,
                o.is_refused,
                o.parsed.refusal_rule,
                o.parsed.refusal_message,
                o.mapping_digest,
            )
            for o in sorted(
                outcomes, key=lambda o: (o.source.id, o.delivery.sha256, o.delivery.file_name)
            )
        ),
    )


def write_sources(
    connection: duckdb.DuckDBPyConnection,
    sources: list[Source],
    digests: dict[str, str],
    outcomes: list[Outcome],
) -> None:
    """Make `raw.sources`: one row per source of the config, in its order."""
    connection.execute(f"create or replace table raw.sources ({_SOURCES})")
    _insert(
        connection,
        "sources",
        (
            (
                source.id,
                source.feed.value,
                source.format.value,
                source.location,
                digests[source.id],
                sum(outcome.source.id == source.id for outcome in outcomes),
            )
            for source in sources
        ),
    )
