"""Write a release beside the standing ones, and make sure that what was written is what was judged.

Every table is digested in the warehouse, where it must be the table of the verdict, and for every
audience in its database and in its Parquet file, where it must be the rows shared from there.
Nothing here is visible to a reader.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from data_quality.verdict import Verdict
from orchestration.release import filesystem
from orchestration.release.audiences import (
    LEADERS,
    PEOPLE_PARTNER,
    AudienceError,
    Share,
    mart_columns,
    shares_of,
)
from orchestration.release.digest import TableDigest, quoted, table_digest

STORAGE_VERSION = "v1.0.0"
DATABASE = "scorecard.duckdb"
IDENTITY_COLUMN = "employee_id"


class TamperedError(ValueError):
    """A table is not the one that was judged; names it."""


def check_judged(digests: Mapping[str, TableDigest], verdict: Verdict) -> list[str]:
    """The marts of the warehouse that are not the ones of the verdict, one sentence each."""
    found = {table: digest.as_record() for table, digest in digests.items()}
    judged = verdict.basis.tables
    changed = [
        f"table {table}: it is not the one that was judged."
        for table in sorted(found.keys() & judged.keys())
        if dict(judged[table]) != found[table]
    ]
    missing = [f"table {table}: it was judged and is gone." for table in judged.keys() - found]
    added = [f"table {table}: it was never judged." for table in found.keys() - judged]
    return changed + sorted(missing) + sorted(added)


def stage_audience(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    audience: str,
    declared: Mapping[str, Sequence[str]],
    release_id: str,
    has_identity: bool,
    digests: dict[str, TableDigest],
) -> dict[str, dict[str, Any]]:
    """Write one audience's database and Parquet files under `folder`; table -> digest and rows.

    connection: from `warehouse.reading`, with `identity` attached when `has_identity`.
    digests: of shared relations of the warehouse as far as they are known; more are added.
    Raises `TamperedError` when a written table does not say what its source says.
    """
    columns = mart_columns(connection, "warehouse")
    unbuilt = declared.keys() - columns.keys()
    if unbuilt:
        raise AudienceError(f"not built: {', '.join(sorted(unbuilt))}")
    parquet = folder / "parquet"
    filesystem.make_folder(parquet)
    connection.execute(
        f"attach '{_escaped(folder / DATABASE)}' as staged (storage_version '{STORAGE_VERSION}')"
    )
    try:
        written = {}
        for share in shares_of(audience, declared, columns):
            joins = has_identity and audience == PEOPLE_PARTNER and share.table == LEADERS
            _write(connection, share, columns[share.table], parquet, release_id, joins)
            written[share.table] = _checked(connection, share, parquet, digests)
        connection.execute("checkpoint staged")
    finally:
        connection.execute("detach staged")
    return written


def _write(
    connection: duckdb.DuckDBPyConnection,
    share: Share,
    columns: Sequence[str],
    parquet: Path,
    release_id: str,
    joins_identity: bool,
) -> None:
    chosen = ", ".join(
        f"cast('{release_id}' as varchar) as release_id" if name == "release_id" else quoted(name)
        for name in columns
    )
    source = share.relation("warehouse")
    if joins_identity:
        chosen += f", people.real_id as {IDENTITY_COLUMN}"
        source = (
            f"{source} as leaders left join identity.main.people as people "
            "on leaders.leader_id = people.pseudonym"
        )
    target = quoted("staged", "main", share.table)
    connection.execute("set threads = 1")  # Parquet's bytes depend on how many wrote them
    connection.execute(f"create table {target} as select {chosen} from {source} order by all")
    connection.execute(
        f"copy {target} to '{_escaped(parquet / share.table)}.parquet' "
        "(format parquet, compression zstd)"
    )
    connection.execute("reset threads")


def _checked(
    connection: duckdb.DuckDBPyConnection,
    share: Share,
    parquet: Path,
    digests: dict[str, TableDigest],
) -> dict[str, str | int]:
    without = ("release_id", IDENTITY_COLUMN) if share.table == LEADERS else ("release_id",)
    shared = share.relation("warehouse")
    if shared not in digests:
        digests[shared] = table_digest(connection, shared)
    judged = digests[shared]
    path = f"(select * from read_parquet('{_escaped(parquet / share.table)}.parquet'))"
    for relation in (quoted("staged", "main", share.table), path):
        if table_digest(connection, relation, without) != judged:
            raise TamperedError(f"table {share.table}: what was written is not what was judged")
    return judged.as_record()


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
