"""`scorecard.yml`, typed and validated. Knows what a config may say, not what it is used for.

A fault is raised as `SettingsError`, which names the file, the line and the field.
No secret is ever in the file: a value of the form `${NAME}` is read from the environment.
"""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from orchestration.config_file import ConfigFile, Fault, SettingsError, read_config
from orchestration.extract.feeds import Feed
from orchestration.extract.source_rules import source_faults

__all__ = [
    "Fault",
    "Feed",
    "Format",
    "Settings",
    "SettingsError",
    "Source",
    "Version",
    "load_settings",
]


class Format(StrEnum):
    """How an export looks; one reader each."""

    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSONL = "jsonl"
    QUALTRICS = "qualtrics"
    XAPI = "xapi"


class Strict(BaseModel):
    """Unknown fields are faults; a config does not change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Version(Strict):
    """Which of two deliveries of one key is newer; exactly one of the two is given.

    column: a source column whose text orders the versions (ISO 8601 or `date_format`).
    file_name: a regular expression with one group, found in the file's name; its text orders them.
    """

    column: str | None = None
    file_name: str | None = None


class Source(Strict):
    """One export, or a family of like exports, mapped to one feed.

    columns: feed column -> source column (a Qualtrics column may be named by its ImportId).
        A feed column not named here is looked up under its own name.
    constants: feed column -> value for every row.
    prefixes: feed column -> text put before each id of that column, where two kinds of people are
        numbered alike and 7 the rater is not 7 the leader.
    values: feed column -> {source value: feed value}; a value not listed is kept as it is, and
        the value for "" is the default of the empty cell.
    items: for wide survey exports, source column or ImportId -> item_id; each cell becomes a row.
    responses: for Qualtrics, whether cells hold recodes (`values`) or choice texts (`labels`).
    labels: answer label -> value, for `responses: labels`.
        A text that is not listed is quarantined.
    codebook: for `responses: labels`, the survey's `.qsf`, relative to the config; its recodes
        turn choice texts into values, `labels` coming first.
    missing: texts that mean "no answer" in this source, beyond the empty cell.
    where, unless: source column -> texts. A record is a row of this feed when every `where`
        column has one of its texts and no `unless` column has; "" stands for the empty cell.
    keep_statuses: for Qualtrics, `preview`, `test`, `spam`: responses to take in all the same.
    keep_partials: for Qualtrics, whether unfinished responses count.
    course_types: for xAPI, the activity types that are courses (modules complete as well).
    time_zone: IANA zone of times that state none.
    date_format: `iso` or a strptime pattern, for dates and times; `date_formats` by feed column.
    encoding: of text files without a byte order mark.
    sheet: for workbooks; without it the one sheet that has the mapped columns is taken.
    version: which of two deliveries of one row is newer.
    surrogate_key: the export has no row id; make one from the content of the record.
    max_bytes: the largest file, packed and unpacked.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
    feed: Feed
    format: Format
    location: str
    columns: dict[str, str] = {}
    constants: dict[str, str] = {}
    prefixes: dict[str, Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:/-]{1,32}$")]] = {}
    values: dict[str, dict[str, str]] = {}
    items: dict[str, str] = {}
    responses: Annotated[str, Field(pattern="^(values|labels)$")] = "values"
    labels: dict[str, str] = {}
    codebook: str | None = None
    missing: list[str] = []
    where: dict[str, list[str]] = {}
    unless: dict[str, list[str]] = {}
    keep_statuses: list[Annotated[str, Field(pattern="^(preview|test|spam)$")]] = []
    keep_partials: bool = True
    course_types: list[str] = ["http://adlnet.gov/expapi/activities/course"]
    time_zone: str = "UTC"
    date_format: str = "iso"
    date_formats: dict[str, str] = {}
    encoding: Annotated[str, Field(pattern="^(utf-8|utf-16|cp1252|mac_roman)$")] = "utf-8"
    sheet: str | None = None
    version: Version | None = None
    surrogate_key: bool = False
    max_bytes: Annotated[int, Field(gt=0)] = 2_000_000_000


class Settings(Strict):
    """The whole config.

    as_of: the date the scorecard looks from; today (UTC) without it.
    reference: a folder, relative to the config, of reference tables that replace the project's.
    """

    version: Annotated[int, Field(ge=1, le=1)] = 1
    organization: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f<>]+$")]
    as_of: date | None = None
    engine: Annotated[str, Field(pattern="^(duckdb)$")] = "duckdb"
    audiences: list[Annotated[str, Field(pattern="^(executive|people_partner|auditor)$")]] = [
        "executive",
        "people_partner",
        "auditor",
    ]
    reference: str | None = None
    sources: Annotated[list[Source], Field(min_length=1)]
    is_sample: bool = False


def load_settings(path: Path) -> Settings:
    """Read and validate `scorecard.yml`. Raises `SettingsError` with every fault found."""
    config = read_config(path)
    try:
        settings = Settings.model_validate(config.data)
    except ValidationError as error:
        raise SettingsError(
            [
                config.fault(fault["loc"], fault["type"], _advice(fault["type"], fault["msg"]))
                for fault in error.errors(include_url=False, include_input=False)
            ]
        ) from None
    faults = [
        config.fault(("sources", position, *place), rule, advice)
        for position, source in enumerate(settings.sources)
        for place, rule, advice in source_faults(source)
    ]
    faults += _repeated_ids(config, settings)
    if faults:
        raise SettingsError(faults)
    return settings


def _repeated_ids(config: ConfigFile, settings: Settings) -> list[Fault]:
    ids = [source.id for source in settings.sources]
    return [
        config.fault(("sources", position, "id"), "repeated_source_id", "give each source its id")
        for position, source_id in enumerate(ids)
        if source_id in ids[:position]
    ]


def _advice(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "no such field: correct its name or take it out (docs/sources.md lists them)"
    if kind == "missing":
        return "the field is required: add it"
    return message
