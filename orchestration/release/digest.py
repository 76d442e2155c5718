"""The logical digest of a table: what its rows say, however they are stored.

Independent of row order, threads, paths, time zone and locale. Each row becomes one text in which
no value can be taken for another or for two. The MD5 halves of all rows are summed, so that rows
may come in any order and nothing is held in memory. The sums, the row count and the column names
make the digest. `release_id` is no part of it: it is written after the gate has judged.
"""

from dataclasses import dataclass

import duckdb

from data_quality.canonical import digest_of

_WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT"}
_WHOLE |= {"UINTEGER", "UBIGINT", "UHUGEINT"}
_MISSING, _BETWEEN = r"'\z'", "'|'"


@dataclass(frozen=True)
class TableDigest:
    """The digest of a table and the number of its rows."""

    digest: str
    row_count: int

    def as_record(self) -> dict[str, str | int]:
        """As it stands in the verdict and the manifest."""
        return {"digest": self.digest, "row_count": self.row_count}


def table_digest(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    without: tuple[str, ...] = ("release_id",),
) -> TableDigest:
    """Digest of `relation`, a quoted table name or a select in parentheses.

    without: columns that are no part of the digest.
    """
    described = connection.execute(f"describe select * from {relation}").fetchall()
    columns = sorted((name, kind) for name, kind, *_ in described if name not in without)
    typed = [_text(quoted(name), kind) for name, kind in columns]
    row = f", {_BETWEEN}, ".join(f"coalesce({text}, {_MISSING})" for _, text in typed) or "''"
    count, upper, lower = connection.execute(
        "select count(*), coalesce(sum(md5_number_upper(line)), 0), "
        "coalesce(sum(md5_number_lower(line)), 0) "
        f"from (select concat({row}) as line from {relation})"
    ).fetchone()
    names = [[name, family] for (name, _), (family, _) in zip(columns, typed, strict=True)]
    return TableDigest(digest_of([names, count, str(upper), str(lower)]), count)


def quoted(*names: str) -> str:
    """A qualified SQL name."""
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


def _text(column: str, kind: str) -> tuple[str, str]:
    """The type family of a column, and its value as SQL text without a bare separator."""
    if kind in _WHOLE:
        return "i", f"cast({column} as varchar)"
    if kind in {"DOUBLE", "FLOAT"}:
        # Adding zero turns -0.0 into 0.0; twelve digits are what a rounded sum reproduces.
        return "d", f"format('{{:.11e}}', cast({column} as double) + 0.0)"
    if kind.startswith("TIMESTAMP"):
        return "s", f"cast(epoch_us({column}) as varchar)"
    if kind == "VARCHAR":
        return "t", _escaped(column)
    if kind in {"BOOLEAN", "DATE"} or kind.startswith("DECIMAL"):
        return kind[0].lower(), f"cast({column} as varchar)"
    return "j", _escaped(f"cast(to_json({column}) as varchar)")


def _escaped(text: str) -> str:
    return rf"replace(replace({text}, '\', '\\'), '|', '\|')"
