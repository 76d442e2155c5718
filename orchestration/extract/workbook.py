"""XLSX: one sheet, chosen by name or by shape. Formulas are read by their stored results.

The line of a record is its row in the sheet; rows without any cell are no records. The sheet's own
statement of its size is not believed: it may hide rows.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa

from orchestration.extract import limits
from orchestration.extract.cells import cell_text
from orchestration.extract.containers import check_workbook
from orchestration.extract.refusal import RefusalError
from orchestration.extract.table import NamedTable, check_header, to_batch

_NO_RESULT = re.compile(rb"</f>\s*(?:</c>|<v\s*/>|<v></v>)|<f\b[^>]*/>\s*(?:</c>|<v\s*/>|<v></v>)")

Row = tuple[int, list[str]]


class WorkbookTable(NamedTable):
    """One sheet with one header row."""

    def __init__(self, rows: Iterator[Row]) -> None:
        """Reads the header. Raises `RefusalError`."""
        self._rows = rows
        line, header = next(rows, (1, []))
        if not header:
            raise RefusalError("empty_file", "the sheet has no header")
        self._header = header
        super().__init__(check_header(header, line))

    def batches(self, positions: Sequence[int]) -> Iterator[pa.Table]:
        """The rows after the header; a short row is filled up, a long one refuses the file."""
        width = len(self._header)
        rows: list[list[str]] = []
        lines: list[int] = []
        for line, row in self._rows:
            if len(row) > width:
                raise RefusalError("record_width", "a cell to the right of the header", line)
            if row == self._header:
                raise RefusalError("header_repeated", "the header comes again", line)
            rows.append(row + [""] * (width - len(row)))
            lines.append(line)
            if len(rows) == limits.ROWS_PER_BATCH:
                yield to_batch(rows, lines, positions)
                rows, lines = [], []
        yield to_batch(rows, lines, positions)


@contextmanager
def open_workbook(
    path: Path, sheet: str | None, max_bytes: int, fits: Callable[[WorkbookTable], bool]
) -> Iterator[WorkbookTable]:
    """The named sheet, or the only one that `fits`. Raises `RefusalError`."""
    check_workbook(path, min(max_bytes, limits.WORKBOOK_BYTES))
    with path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception:  # openpyxl raises whatever its parsers meet in a damaged file
            raise RefusalError("damaged_workbook", "the workbook cannot be opened") from None
        chosen = _choose(book, sheet, fits)
        _check_results(path, chosen)
        yield WorkbookTable(_rows(chosen))


def _choose(book: Any, name: str | None, fits: Callable[[WorkbookTable], bool]) -> Any:
    if name is not None:
        if name not in book.sheetnames:
            raise RefusalError("sheet_missing", "no sheet of the declared name")
        return book[name]
    if len(book.worksheets) == 1:
        return book.worksheets[0]
    fitting = [sheet for sheet in book.worksheets if _fits(sheet, fits)]
    if len(fitting) != 1:
        raise RefusalError(
            "sheet_not_clear",
            f"{len(fitting)} of {len(book.worksheets)} sheets have the mapped columns;"
            " declare `sheet` or correct the mapping",
        )
    return fitting[0]


def _fits(sheet: Any, fits: Callable[[WorkbookTable], bool]) -> bool:
    try:
        return fits(WorkbookTable(_rows(sheet)))
    except RefusalError:
        return False


def _check_results(path: Path, sheet: Any) -> None:
    """Refuse a formula without a stored result: it would be read as an empty cell."""
    member = sheet._worksheet_path.lstrip("/")
    tail = b""
    with zipfile.ZipFile(path) as archive, archive.open(member) as xml:
        while block := xml.read(limits.BLOCK_BYTES):
            if _NO_RESULT.search(tail + block):
                raise RefusalError(
                    "formula_without_result", "a formula was never computed; open and save the file"
                )
            tail = block[-256:]


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()
    for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        row = [_text(value, line) for value in cells]
        while row and not row[-1]:
            row.pop()
        if row:
            yield line, row


def _text(value: object, line: int) -> str:
    text = cell_text(value)
    if text is None or len(text) > limits.CELL_CHARACTERS:
        raise RefusalError("cell_unreadable", "a cell of an unknown kind or size", line)
    return text
