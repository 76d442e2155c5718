"""Which reader opens which format. A new format is one entry here and one module beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestration.extract.containers import text_payload
from orchestration.extract.decode import text_blocks
from orchestration.extract.delimited import DelimitedTable
from orchestration.extract.table import Table
from orchestration.settings import Format, Source

Reader = Callable[[Path, Source], Iterator[Table]]


def _delimited(delimiter: str) -> Reader:
    def read(path: Path, source: Source) -> Iterator[Table]:
        with text_payload(path, source.max_bytes) as stream:
            yield DelimitedTable(text_blocks(stream, source.encoding), delimiter)

    return read


READERS: dict[Format, Reader] = {
    Format.CSV: _delimited(","),
    Format.TSV: _delimited("\t"),
}


@contextmanager
def open_table(path: Path, source: Source) -> Iterator[Table]:
    """Open a landed file by the format of its source. Raises `RefusalError`."""
    yield from READERS[source.format](path, source)
