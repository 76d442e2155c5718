"""JSON lines: one flat object a line. Numbers keep the text they were written with."""

import json
from collections.abc import Iterator, Sequence

import pyarrow as pa

from orchestration.extract import limits
from orchestration.extract.refusal import RefusalError
from orchestration.extract.table import NamedTable, check_header, to_batch


class JsonLinesTable(NamedTable):
    """The names of the first record are the columns; every record must have them all."""

    def __init__(self, blocks: Iterator[str]) -> None:
        """Reads the first record. Raises `RefusalError`."""
        self._lines = lines_of(blocks)
        self._first = next(self._lines, None)
        if self._first is None:
            raise RefusalError("empty_file", "the file has no record")
        self._names = list(parse_object(*self._first))
        super().__init__(check_header(self._names, self._first[1]))

    def batches(self, positions: Sequence[int]) -> Iterator[pa.Table]:
        """The records, their names in any order."""
        rows: list[list[str]] = []
        numbers: list[int] = []
        expected = set(self._names)
        for text, line in self._all():
            record = parse_object(text, line)
            if record.keys() != expected:
                raise RefusalError("record_names", "other names than in the first record", line)
            rows.append([_scalar(record[name], line) for name in self._names])
            numbers.append(line)
            if len(rows) == limits.ROWS_PER_BATCH:
                yield to_batch(rows, numbers, positions)
                rows, numbers = [], []
        yield to_batch(rows, numbers, positions)

    def _all(self) -> Iterator[tuple[str, int]]:
        if self._first:
            yield self._first
        yield from self._lines


def lines_of(blocks: Iterator[str]) -> Iterator[tuple[str, int]]:
    """Lines that are not blank, with their numbers."""
    rest, number = "", 1
    for block in blocks:
        *whole, rest = (rest + block).split("\n")
        if len(rest) > limits.RECORD_CHARACTERS:
            raise RefusalError("record_too_long", "one line of several megabytes", number)
        for line in whole:
            if line.strip():
                yield line, number
            number += 1
    if rest.strip():
        yield rest, number


def parse_object(text: str, line: int) -> dict[str, object]:
    """One JSON object; numbers as text. Raises `RefusalError` on anything else."""
    try:
        record = json.loads(
            text, parse_float=str, parse_int=str, object_pairs_hook=_without_repeats
        )
    except (ValueError, RecursionError) as error:
        reason = "a name comes twice" if "repeated" in str(error) else "not valid JSON"
        raise RefusalError("malformed_record", reason, line) from None
    if not isinstance(record, dict):
        raise RefusalError("malformed_record", "a line that is no JSON object", line)
    return record


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("repeated name")
    return found


def _scalar(value: object, line: int) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and len(value) <= limits.CELL_CHARACTERS and "\0" not in value:
        return value
    if isinstance(value, float):
        return str(value)
    raise RefusalError("nested_column", "a value that is no single text or number", line)
