"""The files of one parse: valid rows with pseudonyms, refused rows with faults, the counts."""

import os
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from orchestration.extract.feeds import CONTRACTS, Contract, Kind
from orchestration.extract.identity import Pseudonyms
from orchestration.extract.table import Table
from orchestration.settings import Source

QUARANTINE_SCHEMA = pa.schema(
    [
        ("source_id", pa.string()),
        ("file_sha256", pa.string()),
        ("file_line", pa.int64()),
        ("field", pa.string()),
        ("rule", pa.string()),
        ("value", pa.string()),
    ]
)
_LINEAGE = [("_file_line", pa.int64()), ("_version", pa.string()), ("_record_id", pa.string())]


@dataclass(frozen=True)
class Parsed:
    """What became of one file. records_read counts records, rows_read rows of the feed.

    withdrawn: ids of records that the file takes back, wherever they were delivered.
    """

    records_read: int
    rows_read: int
    rows_valid: int
    refusal_rule: str | None = None
    refusal_message: str | None = None
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParsePaths:
    """Where one parse is kept; `quarantine` is restricted, `rows` holds pseudonyms only."""

    folder: Path
    quarantine: Path

    @property
    def rows(self) -> Path:
        """Valid rows of the feed."""
        return self.folder / "rows.parquet"

    @property
    def summary(self) -> Path:
        """The counts; its existence says that the parse is complete."""
        return self.folder / "parse.json"


def rows_schema(contract: Contract) -> pa.Schema:
    """The columns of a parsed file: the feed's, all text, then line, version and record id."""
    fields = [(name, pa.string()) for name in contract.names]
    return pa.schema([*fields, *_LINEAGE])


class ParseWriter:
    """Splits judged batches into accepted and quarantined rows and counts both."""

    def __init__(
        self, source: Source, sha256: str, paths: ParsePaths, pseudonyms: Pseudonyms
    ) -> None:
        self._source = source
        self._sha256 = sha256
        self._contract = CONTRACTS[source.feed]
        self._schema = rows_schema(self._contract)
        self._paths = paths
        self._pseudonyms = pseudonyms
        self._records = self._rows = self._valid = 0

    def __enter__(self) -> "ParseWriter":
        self._accepted = pq.ParquetWriter(self._paths.rows, self._schema)
        self._quarantined = pq.ParquetWriter(_private(self._paths.quarantine), QUARANTINE_SCHEMA)
        return self

    def __exit__(self, *_: object) -> None:
        self._accepted.close()
        self._quarantined.close()

    def add(self, judged: tuple[int, pa.Table]) -> None:
        """Write one judged batch."""
        records, rows = judged
        is_valid = pc.is_null(rows["_fault"])
        valid = rows.filter(is_valid).select(self._schema.names)
        for position, column in enumerate(self._contract.columns):
            if column.kind is Kind.PERSON and len(valid):
                replaced = self._pseudonyms.column(valid[column.name])
                valid = valid.set_column(position, column.name, replaced)
        self._accepted.write_table(valid.cast(self._schema))
        self._quarantined.write_table(self._faulty(rows.filter(pc.invert(is_valid))))
        self._records += records
        self._rows += len(rows)
        self._valid += len(valid)

    def parsed(self, table: Table) -> Parsed:
        """The counts of the whole file."""
        return Parsed(
            self._records + table.skipped,
            self._rows,
            self._valid,
            withdrawn=tuple(sorted(table.withdrawn)),
        )

    def _faulty(self, rows: pa.Table) -> pa.Table:
        fault = rows["_fault"]
        return pa.table(
            [
                pa.array([self._source.id] * len(rows), pa.string()),
                pa.array([self._sha256] * len(rows), pa.string()),
                rows["_file_line"],
                *(pc.struct_field(fault, name) for name in ("field", "rule", "value")),
            ],
            schema=QUARANTINE_SCHEMA,
        )


def _private(path: Path) -> Path:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    return path
