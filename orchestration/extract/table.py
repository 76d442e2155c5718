"""What every reader returns: named columns and batches of text. Knows no format and no feed.

A batch is an Arrow table of strings named `c<position>`, with `_line` (int64, physical and
1-based); where the format itself condemns a record, `_rule` and `_field`; and, where another file
may withdraw a record, its `_record_id` (all null otherwise).
The empty text is the empty cell.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

import pyarrow as pa

from orchestration.extract import limits
from orchestration.extract.denied import denied_word
from orchestration.extract.refusal import RefusalError


class Table(Protocol):
    """A file opened for reading; `batches` may be walked once.

    After that walk, `skipped` counts the records that are no rows of the feed by their format, and
    `withdrawn` lists the record ids that the file takes back, here or in another file.
    """

    skipped: int
    withdrawn: list[str]

    def find(self, name: str) -> int | None:
        """The position of a column by any name that the format gives it, or None.

        Raises `RefusalError` where the name means more than one column.
        """

    def all_positions(self) -> list[int]:
        """Every column of the file."""

    def default_name(self, feed_column: str) -> str | None:
        """The source column that by the format's own convention fills a feed column."""

    def time_zone(self, position: int) -> str | None:
        """The zone that the file itself states for a column."""

    def question(self, position: int) -> str | None:
        """The question that a column belongs to in the codebook of the survey."""

    def batches(self, positions: Sequence[int]) -> Iterator[pa.Table]:
        """The records, restricted to some columns."""


class NamedTable:
    """The lookups of a file with one plain header row."""

    def __init__(self, header: Sequence[str]) -> None:
        """The header as `check_header` gave it."""
        self._positions = {name: position for position, name in enumerate(header)}
        self.skipped = 0
        self.withdrawn: list[str] = []

    def find(self, name: str) -> int | None:
        """The position of a column of exactly that name."""
        return self._positions.get(name)

    def all_positions(self) -> list[int]:
        """Every column of the file."""
        return sorted(self._positions.values())

    def default_name(self, feed_column: str) -> str | None:
        """A plain table has no convention of its own."""
        return None

    def time_zone(self, position: int) -> str | None:
        """A plain table states no zone."""
        return None

    def question(self, position: int) -> str | None:
        """A plain table has no codebook."""
        return None


def check_header(header: Sequence[str], line: int = 1) -> list[str]:
    """The header with outer blanks taken off.

    Raises `RefusalError` on blank, repeated (but for case) or denied names, and on too many.
    """
    check_names(header, line)
    names = [name.strip() for name in header]
    seen: dict[str, int] = {}
    for position, name in enumerate(names, start=1):
        if not name:
            raise RefusalError(
                "blank_column_name", f"column {position} has no name; name it or drop it", line
            )
        if name.casefold() in seen:
            raise RefusalError(
                "repeated_column_name",
                f"columns {seen[name.casefold()]} and {position} have one name;"
                " rename one in the export",
                line,
            )
        seen[name.casefold()] = position
    return names


def check_names(header: Sequence[str], line: int) -> None:
    """Raise `RefusalError` where there are too many columns, or one that is never taken in."""
    if len(header) > limits.COLUMNS:
        raise RefusalError(
            "too_many_columns", f"{len(header)} columns, at most {limits.COLUMNS}", line
        )
    for position, name in enumerate(header, start=1):
        if word := denied_word(name):
            raise RefusalError(
                "denied_column",
                f"column {position} holds {word} data, which is never taken in; leave it out",
                line,
            )


def to_batch(
    rows: Sequence[Sequence[str]],
    lines: Sequence[int],
    positions: Sequence[int],
    rules: Sequence[tuple[str, str] | None] | None = None,
    ids: Sequence[str | None] | None = None,
) -> pa.Table:
    """Rows of text as a batch, restricted to `positions`.

    `rules` condemn records by format; `ids` name records that another file may withdraw.
    """
    columns = {
        f"c{position}": pa.array([row[position] for row in rows], pa.string())
        for position in positions
    }
    condemned = rules or [None] * len(rows)
    return pa.table(
        {
            **columns,
            "_line": pa.array(lines, pa.int64()),
            "_rule": pa.array([rule and rule[0] for rule in condemned], pa.string()),
            "_field": pa.array([rule and rule[1] for rule in condemned], pa.string()),
            "_record_id": pa.array(ids or [None] * len(rows), pa.string()),
        }
    )
