"""The declaration of one export: what a source system calls things, and how that maps to a feed.

The writers use it to rename and recode feed-shaped frames into exports; `mapping` turns the very
same declaration into `scorecard.yml`. So the mapping undoes exactly what the writers do.
"""

from dataclasses import dataclass, field

TIME_ZONE = "America/Denver"
YES_NO = {"Y": "true", "N": "false"}
UNITED_STATES_DATE = "%m/%d/%Y"
UNITED_STATES_TIME = "%m/%d/%Y %H:%M:%S"


@dataclass(frozen=True)
class Export:
    """One export and how it maps to a feed.

    file: path below the output folder; `{}` is filled from the frame's column `split`.
    columns: feed column -> header in the export; a feed column that is missing here and in
        `constants` is not in the export.
    values: feed column -> {text in the export: feed value}.
    items: column of the export -> item_id, for wide surveys.
    labels: answer text -> value; none when cells hold values.
    decoys: headers of columns with personal data that the mapping does not name.
    """

    id: str
    feed: str
    format: str
    file: str
    columns: dict[str, str]
    split: str | None = None
    constants: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    decoys: tuple[str, ...] = ()
    time_zone: str = "UTC"
    date_format: str = "iso"
    sheet: str | None = None
    version_column: str | None = None

    @property
    def location(self) -> str:
        """The path or pattern that finds every file of the export."""
        return self.file.format("*") if self.split else self.file
