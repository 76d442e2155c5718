"""Plain exports, appended piece by piece: CSV and TSV, JSON lines, Parquet.

A writer is opened once per file, given any number of frames and closed. The bytes hang only on
the frames. Survey, learning and spreadsheet exports have writers of their own.
"""

import csv
import json
from pathlib import Path
from typing import Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from seeds.sample.export import Export
from seeds.sample.render import is_date_column, render


class Writer(Protocol):
    """One open export file."""

    def append(self, frame: pd.DataFrame) -> None:
        """Write the rows of a feed-shaped frame."""

    def close(self) -> None:
        """Finish the file."""


class DelimitedWriter:
    """CSV or TSV, one header row, CRLF, quotes where needed."""

    def __init__(self, export: Export, path: Path) -> None:
        """Open the file and write the header."""
        self._export = export
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file, delimiter="\t" if export.format == "tsv" else ",")
        self._rows.writerow([*export.columns.values(), *export.decoys])

    def append(self, frame: pd.DataFrame) -> None:
        """Write the rows as text."""
        text = render(self._export, frame)
        self._rows.writerows(zip(*(text[column] for column in text), strict=True))

    def close(self) -> None:
        """Flush and close."""
        self._file.close()


class JsonLinesWriter:
    """One JSON object a line; numbers stay numbers."""

    def __init__(self, export: Export, path: Path) -> None:
        """Open the file."""
        self._export = export
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def append(self, frame: pd.DataFrame) -> None:
        """Write one object per row."""
        rows = render(self._export, frame)
        for name, header in self._export.columns.items():
            if pd.api.types.is_numeric_dtype(frame[name]):
                rows[header] = frame[name].to_numpy()
        for record in rows.to_dict("records"):
            self._file.write(json.dumps(record, separators=(",", ":")) + "\n")

    def close(self) -> None:
        """Flush and close."""
        self._file.close()


class ParquetWriter:
    """Typed columns, one row group per piece; for organizations too large for text."""

    def __init__(self, export: Export, path: Path) -> None:
        """The file is opened with the first piece, which tells the schema."""
        self._export, self._path = export, path
        self._file: pq.ParquetWriter | None = None

    def append(self, frame: pd.DataFrame) -> None:
        """Write the rows under the schema of the first piece."""
        columns = {}
        for name, header in self._export.columns.items():
            values = frame[name]
            if is_date_column(name):
                columns[header] = pa.array(values, pa.date32())
            elif pd.api.types.is_datetime64_any_dtype(values):
                columns[header] = pa.array(values, pa.timestamp("us", "UTC"))
            elif pd.api.types.is_bool_dtype(values):
                columns[header] = pa.array(values, pa.bool_())
            elif pd.api.types.is_numeric_dtype(values):
                columns[header] = pa.array(values, pa.int64(), from_pandas=True)
            else:
                columns[header] = pa.array(values, pa.string(), from_pandas=True)
        table = pa.table(columns)
        if self._file is None:
            self._file = pq.ParquetWriter(self._path, table.schema, compression="zstd")
        self._file.write_table(table)

    def close(self) -> None:
        """Write the footer."""
        if self._file is not None:
            self._file.close()
