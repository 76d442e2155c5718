"""The header rows of a Qualtrics CSV, in its three dialects. Reads no record.

- current: ids, question texts, `{"ImportId": ..., "timeZone": ...}`;
- Insights 2016: the same with single quotes, and `QID2-1` for what is now `QID2_1`;
- legacy: two rows, `V1`..`V10` for metadata that row 2 names, often an empty last column.
"""

import ast
import json
import re
from dataclasses import dataclass

from orchestration.extract.refusal import RefusalError
from orchestration.extract.table import check_names
from orchestration.extract.time_zones import time_zones

_METADATA = {
    "response_id": ("_recordId", "responseId", "ResponseId", "ResponseID"),
    "recorded_at": ("recordedDate", "RecordedDate"),
    "ended_at": ("endDate", "EndDate"),
    "duration": ("duration", "Duration (in seconds)", "Duration"),
    "status": ("status", "Status"),
    "finished": ("finished", "Finished"),
    "channel": ("distributionChannel", "DistributionChannel"),
}


@dataclass(frozen=True)
class QualtricsColumn:
    """One column: what rows 1 and 2 call it, its ImportId (None in legacy), its stated zone."""

    position: int
    name: str
    text: str
    import_id: str | None
    time_zone: str | None


@dataclass(frozen=True)
class QualtricsHeader:
    """The columns, and how many header rows there are."""

    columns: list[QualtricsColumn]
    row_count: int

    def find(self, name: str) -> int | None:
        """A column by ImportId, else by the id in row 1 (for legacy metadata, row 2).

        Raises `RefusalError` where the id in row 1 is repeated: authors may rename it.
        """
        for column in self.columns:
            if column.import_id is not None and name in (
                column.import_id,
                column.import_id.replace("-", "_"),
            ):
                return column.position
        named = [column for column in self.columns if column.name == name.strip()]
        if len(named) > 1:
            ids = ", ".join(str(column.import_id) for column in named)
            raise RefusalError(
                "column_ambiguous",
                f"{len(named)} columns are called {name!r}; map by ImportId instead: {ids}",
                1,
            )
        return named[0].position if named else None

    def metadata(self, field: str) -> int | None:
        """The position of a metadata column of Qualtrics, by any of its names, or None."""
        for name in _METADATA[field]:
            position = self.find(name)
            if position is not None:
                return position
        return None

    def question(self, position: int) -> str | None:
        """The question (`QID12`) that a column belongs to, or None."""
        match = re.match(r"QID\d+", self.columns[position].import_id or "")
        return match.group(0) if match else None


def read_header(rows: list[list[str]]) -> QualtricsHeader:
    """The header from the first three records. Raises `RefusalError` on any other form."""
    for line, row in enumerate(rows[:2], start=1):
        check_names(row, line)
    if len(rows) >= 2 and re.fullmatch(r"V\d+", rows[0][0].strip()):
        return _legacy(rows[0], rows[1])
    if len(rows) < 3:
        raise RefusalError("qualtrics_header", "fewer than three header rows", 1)
    marks = [_import_mark(cell) for cell in rows[2]]
    if None in marks:
        raise RefusalError(
            "qualtrics_header",
            "row 3 does not hold an ImportId in every column; take the export as it was downloaded",
            3,
        )
    columns = [
        QualtricsColumn(at, name.strip(), text, str(mark["ImportId"]), _zone(mark))
        for at, (name, text, mark) in enumerate(zip(*rows[:2], marks, strict=True))
        if mark is not None
    ]
    ids = [column.import_id for column in columns]
    if len(set(ids)) != len(ids):
        raise RefusalError("repeated_column_name", "an ImportId comes twice", 3)
    return QualtricsHeader(columns, 3)


def _legacy(names: list[str], texts: list[str]) -> QualtricsHeader:
    if len(names) > 1 and not names[-1] and not texts[-1]:
        names, texts = names[:-1], texts[:-1]
    columns = [
        QualtricsColumn(
            at, text if re.fullmatch(r"V\d+", name.strip()) else name.strip(), text, None, None
        )
        for at, (name, text) in enumerate(zip(names, texts, strict=True))
    ]
    return QualtricsHeader(columns, 2)


def _import_mark(cell: str) -> dict[str, object] | None:
    for parse in (json.loads, ast.literal_eval):
        try:
            mark = parse(cell)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(mark, dict) and "ImportId" in mark:
            return mark
    return None


def _zone(mark: dict[str, object]) -> str | None:
    zone = mark.get("timeZone")
    if zone is None:
        return None
    if zone not in time_zones():
        raise RefusalError("unknown_time_zone", "row 3 states an unknown time zone", 3)
    return str(zone)
