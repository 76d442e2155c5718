"""Which reader opens which format. A new format is one entry here and one module beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestration.extract.containers import text_payload
from orchestration.extract.decode import text_blocks
from orchestration.extract.delimited import DelimitedTable
from orchestration.extract.jsonl import JsonLinesTable
from orchestration.extract.mapping import plan
from orchestration.extract.parquet import ParquetTable
from orchestration.extract.qualtrics import QualtricsTable
from orchestration.extract.table import Table
from orchestration.extract.workbook import open_workbook
from orchestration.extract.xapi import XapiTable
from orchestration.settings import Format, Source

Reader = Callable[[Path, Source], Iterator[Table]]


def _delimited(delimiter: str) -> Reader:
    def read(path: Path, source: Source) -> Iterator[Table]:
        with text_payload(path, source.max_bytes) as stream:
            yield DelimitedTable(text_blocks(stream, source.encoding), delimiter)

    return read


def _workbook(path: Path, source: Source) -> Iterator[Table]:
    def fits(table: Table) -> bool:
        plan(table, source, file_name="")
        return True

    with open_workbook(path, source.sheet, source.max_bytes, fits) as table:
        yield table


def _parquet(path: Path, source: Source) -> Iterator[Table]:
    yield ParquetTable(path, source.max_bytes)


def _json_lines(path: Path, source: Source) -> Iterator[Table]:
    with text_payload(path, source.max_bytes) as stream:
        yield JsonLinesTable(text_blocks(stream, source.encoding))


def _qualtrics(path: Path, source: Source) -> Iterator[Table]:
    with text_payload(path, source.max_bytes) as stream:
        yield QualtricsTable(text_blocks(stream, source.encoding), source)


def _xapi(path: Path, source: Source) -> Iterator[Table]:
    with text_payload(path, source.max_bytes) as stream:
        yield XapiTable(text_blocks(stream, source.encoding), source)


READERS: dict[Format, Reader] = {
    Format.CSV: _delimited(","),
    Format.TSV: _delimited("\t"),
    Format.XLSX: _workbook,
    Format.PARQUET: _parquet,
    Format.JSONL: _json_lines,
    Format.QUALTRICS: _qualtrics,
    Format.XAPI: _xapi,
}


@contextmanager
def open_table(path: Path, source: Source) -> Iterator[Table]:
    """Open a landed file by the format of its source. Raises `RefusalError`."""
    yield from READERS[source.format](path, source)
