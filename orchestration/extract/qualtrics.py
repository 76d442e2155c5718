"""Qualtrics CSV: responses of one survey, in any of its dialects.

Verifies that cells hold what the source declares (values or labels) by the spelling of Status and
Finished, and condemns records that are no responses (previews, tests, spam).
"""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from orchestration.extract.delimited import check_width, records
from orchestration.extract.qualtrics_header import QualtricsHeader, read_header
from orchestration.extract.refusal import RefusalError
from orchestration.extract.table import to_batch
from orchestration.settings import Source

STATUS_RULES = {
    "1": "status_preview",
    "survey preview": "status_preview",
    "2": "status_test",
    "survey test": "status_test",
    "8": "status_spam",
    "spam": "status_spam",
    "possible spam": "status_spam",
}
_SPELLINGS = {"0": "values", "1": "values", "true": "labels", "false": "labels"}
_REMEDIES = {
    "values": "declared as values, but Status or Finished are spelled as labels: export again with"
    " numeric values, or declare `responses: labels` with a codebook",
    "labels": "declared as labels, but Status or Finished are spelled as values: export again with"
    " choice text, or declare `responses: values`",
}


class QualtricsTable:
    """A response export; `header` tells its columns."""

    def __init__(self, blocks: Iterator[str], source: Source) -> None:
        """Reads the header rows. Raises `RefusalError`."""
        self._source = source
        self._records = records(blocks, ",")
        self._rows: list[list[str]] = []
        self._lines: list[int] = []
        while len(self._rows) < 3 and (more := next(self._records, None)):
            self._rows += more[0]
            self._lines += more[1]
        if not self._rows:
            raise RefusalError("empty_file", "the file has no header")
        self._width = len(self._rows[0])
        check_width(self._rows[:3], self._lines[:3], self._width)
        self.header: QualtricsHeader = read_header(self._rows[:3])
        self._evidence: set[str] = set()
        self.skipped = 0
        self.withdrawn: list[str] = []

    def find(self, name: str) -> int | None:
        """A column by ImportId or unique row-1 id."""
        return self.header.find(name)

    def all_positions(self) -> list[int]:
        """Every column."""
        return [column.position for column in self.header.columns]

    def default_name(self, feed_column: str) -> str | None:
        """Qualtrics' own columns for the response's id, time, duration and version."""
        fields = {
            "response_id": ("response_id",),
            "submitted_at": ("recorded_at", "ended_at"),
            "duration_seconds": ("duration",),
            "_version": ("recorded_at", "ended_at"),
        }.get(feed_column, ())
        for field in fields:
            position = self.header.metadata(field)
            if position is not None:
                column = self.header.columns[position]
                return column.import_id or column.name
        return None

    def time_zone(self, position: int) -> str | None:
        """The zone that row 3 states for a column."""
        return self.header.columns[position].time_zone

    def question(self, position: int) -> str | None:
        """The question that a column belongs to."""
        return self.header.question(position)

    def batches(self, positions: Sequence[int]) -> Iterator[pa.Table]:
        """The responses. Raises `RefusalError` where they are not what was declared."""
        first = self.header.row_count
        count = 0
        for rows, lines in self._all(first):
            check_width(rows, lines, self._width)
            self._check_ids(rows, lines)
            self._check_spelling(rows, lines)
            count += len(rows)
            yield to_batch(rows, lines, positions, [self._condemned(row) for row in rows])
        if count and not self._evidence:
            raise RefusalError(
                "responses_unverified",
                "Status and Finished are absent or blank, so values and labels cannot be told"
                " apart; include one of them in the export",
            )

    def _all(self, first: int) -> Iterator[tuple[list[list[str]], list[int]]]:
        yield self._rows[first:], self._lines[first:]
        yield from self._records

    def _cell(self, row: list[str], field: str) -> str:
        position = self.header.metadata(field)
        return "" if position is None else row[position].strip().lower()

    def _check_ids(self, rows: list[list[str]], lines: list[int]) -> None:
        if self._source.surrogate_key or "response_id" in self._source.columns:
            return
        position = self.header.metadata("response_id")
        for row, line in zip(rows, lines, strict=True):
            if position is None or not row[position].strip():
                raise RefusalError(
                    "response_id_blank",
                    "a response without ResponseId (an anonymized export?);"
                    " declare `surrogate_key: true` to name responses by their content",
                    line,
                )

    def _check_spelling(self, rows: list[list[str]], lines: list[int]) -> None:
        for row, line in zip(rows, lines, strict=True):
            status = self._cell(row, "status")
            found = {_SPELLINGS.get(self._cell(row, "finished"))} - {None}
            if status:
                found.add("values" if status.isdigit() else "labels")
            self._evidence |= found
            if found - {self._source.responses}:
                raise RefusalError("responses_mismatch", _REMEDIES[self._source.responses], line)

    def _condemned(self, row: list[str]) -> tuple[str, str] | None:
        rule = STATUS_RULES.get(self._cell(row, "status"))
        if rule is None and self._cell(row, "channel") == "preview":
            rule = "status_preview"
        if rule and rule.removeprefix("status_") not in self._source.keep_statuses:
            return rule, "Status"
        is_partial = self._cell(row, "finished") in ("0", "false")
        if is_partial and not self._source.keep_partials:
            return "partial_response", "Finished"
        return None
