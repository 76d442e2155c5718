"""CSV and TSV by RFC 4180 and nothing looser: a fault refuses the file and names the line.

Every record has exactly the width of the header. A quote stands only around a whole field; a
record ends with CRLF or LF. No sniffing: the delimiter is a comma or, for TSV, a tab.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence

import pyarrow as pa

from orchestration.extract import limits
from orchestration.extract.refusal import RefusalError
from orchestration.extract.table import NamedTable, check_header, to_batch

Records = tuple[list[list[str]], list[int]]


class DelimitedTable(NamedTable):
    """A CSV or TSV with one header row."""

    def __init__(self, blocks: Iterator[str], delimiter: str) -> None:
        """Reads the header. Raises `RefusalError`."""
        self._records = records(blocks, delimiter)
        self._first, lines = next(self._records, ([], []))
        if not self._first:
            raise RefusalError("empty_file", "the file has no header")
        self._first_lines = lines
        self._header = self._first[0]
        super().__init__(check_header(self._header))

    def batches(self, positions: Sequence[int]) -> Iterator[pa.Table]:
        """The records after the header."""
        yield self._batch(self._first[1:], self._first_lines[1:], positions)
        for rows, lines in self._records:
            yield self._batch(rows, lines, positions)

    def _batch(self, rows: list[list[str]], lines: list[int], positions: Sequence[int]) -> pa.Table:
        check_width(rows, lines, len(self._header))
        if self._header in rows:
            raise RefusalError(
                "header_repeated",
                "the header comes again; deliver each export as its own file",
                lines[rows.index(self._header)],
            )
        return to_batch(rows, lines, positions)


def check_width(rows: list[list[str]], lines: list[int], width: int) -> None:
    """Raise `RefusalError` on the first record that is not as wide as the header."""
    if set(map(len, rows)) <= {width}:
        return
    for row, line in zip(rows, lines, strict=True):
        if len(row) != width:
            raise RefusalError(
                "record_width", f"{len(row)} fields where the header has {width}", line
            )


def records(blocks: Iterator[str], delimiter: str) -> Iterator[Records]:
    """Batches of records with the physical line on which each starts.

    Blank lines at the very end of the file are no records; elsewhere they are refused.
    """
    grammar = _grammar(delimiter)
    blank: int | None = None
    for text, first_line in _record_aligned(blocks, grammar):
        _check_grammar(grammar, text, first_line)
        rows, lines = _parse(text, first_line, delimiter)
        trailing = None
        while rows and not rows[-1]:
            rows.pop()
            trailing = lines.pop()
        if [] in rows:
            blank = blank or lines[rows.index([])]
        if rows and blank is not None:
            raise RefusalError("blank_line", "a blank line between records", blank)
        blank = blank or trailing
        if rows:
            yield rows, lines


def _grammar(delimiter: str) -> re.Pattern[str]:
    field = rf'(?:"(?:[^"]|"")*+"|[^"{delimiter}\r\n]*+)'
    record = rf"{field}(?:{delimiter}{field})*+"
    return re.compile(rf"(?:{record}\r?\n)*+(?:{record})?+")


def _check_grammar(grammar: re.Pattern[str], text: str, first_line: int) -> None:
    match = grammar.match(text)
    end = match.end() if match else 0
    if end == len(text):
        return
    line = first_line + text.count("\n", 0, end)
    if text[end] == "\r":
        raise RefusalError(
            "bare_carriage_return", "a carriage return without a line feed ends no record", line
        )
    if text[end] == '"' and (end == 0 or text[end - 1] in ",\t\n"):
        raise RefusalError("unclosed_quote", "a quoted field that never ends", line)
    raise RefusalError("bare_quote", "a quote inside an unquoted field, or text after one", line)


def _record_aligned(blocks: Iterator[str], grammar: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """Cut the text where a record ends: at a line feed after an even number of quotes."""
    line, rest = 1, ""
    for block in blocks:
        rest += block
        if len(rest) < limits.BATCH_CHARACTERS // 2:
            continue
        cut = _last_record_end(rest)
        if cut:
            yield rest[:cut], line
            line += rest.count("\n", 0, cut)
            rest = rest[cut:]
        elif len(rest) > limits.RECORD_CHARACTERS:
            _check_grammar(grammar, rest, line)
            raise RefusalError("record_too_long", "one record of several megabytes", line)
    if rest:
        yield rest, line


def _last_record_end(text: str) -> int:
    end, is_open = len(text), text.count('"') % 2 == 1
    while (at := text.rfind("\n", 0, end)) >= 0:
        is_open ^= text.count('"', at, end) % 2 == 1
        if not is_open:
            return at + 1
        end = at
    return 0


def _parse(text: str, first_line: int, delimiter: str) -> Records:
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    line = first_line
    try:
        if '"' not in text:
            rows = list(reader)
            return rows, list(range(first_line, first_line + len(rows)))
        for row in reader:
            rows.append(row)
            lines.append(line)
            line = first_line + reader.line_num
    except csv.Error as error:
        rule = "cell_too_long" if "field limit" in str(error) else "malformed_record"
        at = line if '"' in text else first_line + reader.line_num - 1
        raise RefusalError(rule, str(error), at) from None
    return rows, lines
