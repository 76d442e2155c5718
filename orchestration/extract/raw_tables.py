"""Writes the schema `raw` of the warehouse from the parses of a load, in one transaction."""

import os
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.extract import limits
from orchestration.extract.dispositions import LINEAGE, QUARANTINED, disposed_sql
from orchestration.extract.feeds import CONTRACTS, Contract
from orchestration.extract.outcome import Outcome
from orchestration.extract.raw_index import write_files, write_sources
from orchestration.settings import Source

_IS_QUARANTINED = f"_disposition in {QUARANTINED}"
_LINEAGE_TYPES = {"_file_line": "bigint"}
_QUARANTINE_COUNTS = """
    source_id varchar, feed varchar, file_sha256 varchar, rule varchar, field varchar,
    row_count bigint
"""


def write_raw(
    warehouse: Path,
    sources: list[Source],
    digests: dict[str, str],
    outcomes: list[Outcome],
    quarantine: Path,
) -> list[Outcome]:
    """Write every raw table and return the outcomes with their counts. Raises `BalanceError`.

    `digests` gives the mapping digest of every source by id. Nothing is committed unless every
    file balances.
    """
    with duckdb.connect(
        str(warehouse), config={"memory_limit": limits.WAREHOUSE_MEMORY}
    ) as connection:
        os.chmod(warehouse, 0o600)
        connection.execute("set timezone = 'UTC'")
        connection.execute("begin transaction")
        connection.execute("create schema if not exists raw")
        counts: dict[tuple[str, str, str], int] = {}
        _make(connection, "quarantine_counts", _QUARANTINE_COUNTS)
        for contract in CONTRACTS.values():
            of_feed = [o for o in outcomes if o.has_rows and o.source.feed is contract.feed]
            counts |= _write_feed(connection, contract, of_feed, quarantine)
        settled = [_settle(outcome, counts).checked() for outcome in outcomes]
        write_files(connection, settled)
        write_sources(connection, sources, digests, settled)
        connection.execute("commit")
    return settled


def _make(connection: duckdb.DuckDBPyConnection, table: str, columns: str) -> None:
    connection.execute(f"create or replace table raw.{table} ({columns})")


def _write_feed(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    outcomes: list[Outcome],
    quarantine: Path,
) -> dict[tuple[str, str, str], int]:
    """Fill one raw table; return rows per (source, hash, disposition)."""
    names = (*contract.names, *LINEAGE)
    types = ", ".join(f"{name} {_LINEAGE_TYPES.get(name, 'varchar')}" for name in names)
    _make(connection, contract.feed.value, types)
    conflicts = quarantine / f"{contract.feed.value}.conflicts.parquet"
    conflicts.unlink(missing_ok=True)
    if not outcomes:
        return {}
    connection.register("parses", _parses(outcomes))
    connection.register("withdrawn", _withdrawn(outcomes))
    files = [str(outcome.paths.rows) for outcome in outcomes]
    delivered = """(
        select parsed.* exclude (filename), parses._source_id, parses._file_sha256,
            parses._received_at
        from read_parquet($files, filename = true) as parsed
        inner join parses on parsed.filename = parses.path
    )"""
    connection.execute(
        f"create or replace temp table disposed as {disposed_sql(contract, delivered)}",
        {"files": files},
    )
    order = ", ".join(("_file_sha256", "_file_line", "_source_id", *contract.key))
    connection.execute(
        f"insert into raw.{contract.feed.value} select {', '.join(names)} from disposed"
        f" where _disposition = 'accepted' order by {order}"
    )
    _write_conflicts(connection, contract, conflicts)
    _count_quarantined(connection, contract, outcomes)
    return {
        (source_id, sha256, disposition): count
        for source_id, sha256, disposition, count in connection.execute(
            "select _source_id, _file_sha256, _disposition, count(*) from disposed group by all"
        ).fetchall()
    }


def _parses(outcomes: list[Outcome]) -> pa.Table:
    return pa.table(
        {
            "path": [str(outcome.paths.rows) for outcome in outcomes],
            "_source_id": [outcome.source.id for outcome in outcomes],
            "_file_sha256": [outcome.delivery.sha256 for outcome in outcomes],
            "_received_at": [outcome.delivery.received_at for outcome in outcomes],
        }
    )


def _withdrawn(outcomes: list[Outcome]) -> pa.Table:
    ids = [record_id for outcome in outcomes for record_id in outcome.parsed.withdrawn]
    return pa.table({"record_id": pa.array(ids, pa.string())})


def _write_conflicts(connection: duckdb.DuckDBPyConnection, contract: Contract, path: Path) -> None:
    rows = connection.execute(
        "select _source_id as source_id, _file_sha256 as file_sha256, _file_line as file_line,"
        " $field as field, _disposition as rule, cast(null as varchar) as value"
        f" from disposed where {_IS_QUARANTINED} order by all",
        {"field": contract.key[-1]},
    ).to_arrow_table()
    if len(rows):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        pq.write_table(rows, path)


def _count_quarantined(
    connection: duckdb.DuckDBPyConnection, contract: Contract, outcomes: list[Outcome]
) -> None:
    connection.execute(
        f"""
        insert into raw.quarantine_counts
        select source_id, $feed, file_sha256, rule, field, count(*) as row_count
        from (
            select source_id, file_sha256, rule, field from read_parquet($files)
            union all
            select _source_id, _file_sha256, _disposition, $field from disposed
            where {_IS_QUARANTINED}
        )
        group by all order by all
        """,
        {
            "feed": contract.feed.value,
            "files": [str(outcome.paths.quarantine) for outcome in outcomes],
            "field": contract.key[-1],
        },
    )


def _settle(outcome: Outcome, counts: dict[tuple[str, str, str], int]) -> Outcome:
    if outcome.is_refused:
        return outcome
    if outcome.is_copy:
        return replace(outcome, rows_duplicate=outcome.parsed.rows_read)

    def count(disposition: str) -> int:
        return counts.get((outcome.source.id, outcome.delivery.sha256, disposition), 0)

    faulty = outcome.parsed.rows_read - outcome.parsed.rows_valid
    return replace(
        outcome,
        rows_accepted=count("accepted"),
        rows_quarantined=faulty + sum(count(rule) for rule in QUARANTINED),
        rows_superseded=count("superseded"),
        rows_duplicate=count("duplicate"),
    )
