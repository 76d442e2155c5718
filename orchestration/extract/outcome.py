"""What became of one delivered file: the counts that must balance. Holds no personal value."""

from dataclasses import dataclass
from pathlib import Path

from orchestration.extract.landing import Delivery
from orchestration.extract.parse_files import Parsed, ParsePaths
from orchestration.settings import Source


class BalanceError(RuntimeError):
    """Rows of a file were lost or counted twice: a fault of the program, never of the file."""


@dataclass(frozen=True)
class Outcome:
    """One row of `raw.files`. `is_copy`: the same bytes under another name of the source."""

    source: Source
    delivery: Delivery
    parsed: Parsed
    paths: ParsePaths
    mapping_digest: str
    is_copy: bool
    rows_accepted: int = 0
    rows_quarantined: int = 0
    rows_superseded: int = 0
    rows_duplicate: int = 0

    @property
    def is_refused(self) -> bool:
        """Whether the shape of the file could not be trusted."""
        return self.parsed.refusal_rule is not None

    @property
    def has_rows(self) -> bool:
        """Whether the parse of this delivery enters the raw tables."""
        return not (self.is_refused or self.is_copy)

    @property
    def rows_path(self) -> Path:
        """The valid rows."""
        return self.paths.rows

    def checked(self) -> "Outcome":
        """Itself. Raises `BalanceError` unless the four counts add up to the rows read."""
        parts = (
            self.rows_accepted,
            self.rows_quarantined,
            self.rows_superseded,
            self.rows_duplicate,
        )
        if sum(parts) != self.parsed.rows_read:
            raise BalanceError(
                f"{self.source.id}/{self.delivery.file_name}: {self.parsed.rows_read} rows read,"
                f" {parts} accepted, quarantined, superseded, duplicate"
            )
        return self
