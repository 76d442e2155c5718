"""What one source of the config may say, judged against the contract of its feed.

Pure: reads no file. A fault is (place within the source, rule, what to do).
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from orchestration.extract.denied import denied_word
from orchestration.extract.feeds import CONTRACTS, Feed, Kind
from orchestration.extract.time_zones import time_zones

if TYPE_CHECKING:
    from orchestration.settings import Source

SourceFault = tuple[tuple[str, ...], str, str]

_PROTOCOLS = {"file", "s3", "gs", "gcs", "az", "abfs", "abfss", "sftp", "memory"}
_CLOSED_FOLDERS = ("/proc", "/sys", "/dev", "/etc", "/root/.ssh", "/boot")
_ORDERED_FORMAT = re.compile(r"%[dj]")


def source_faults(source: "Source") -> Iterator[SourceFault]:
    """Every fault of one source."""
    yield from _names(source)
    yield from _location(source)
    yield from _fits(source)
    yield from _times(source)
    yield from _version(source)


def _names(source: "Source") -> Iterator[SourceFault]:
    known = CONTRACTS[source.feed].names
    for field in ("columns", "constants", "prefixes", "values", "date_formats"):
        for name in getattr(source, field):
            if name not in known:
                yield (
                    (field, name),
                    "unknown_column",
                    f"the feed {source.feed} has {', '.join(known)}",
                )
    for name in source.columns.keys() & source.constants.keys():
        yield ("constants", name), "mapped_twice", "take it out of `columns` or of `constants`"
    for name in source.prefixes.keys() & set(known):
        if CONTRACTS[source.feed].column(name).kind not in (Kind.PERSON, Kind.ID):
            yield ("prefixes", name), "not_an_id", "only ids take a prefix"
    for field, names in (
        ("columns", source.columns.values()),
        ("items", source.items),
        ("where", source.where),
        ("unless", source.unless),
    ):
        for name in names:
            if denied_word(name):
                yield (field,), "denied_column", f"{denied_word(name)}: no biometric or voice data"


def _location(source: "Source") -> Iterator[SourceFault]:
    for field in ("location", "codebook"):
        location = getattr(source, field)
        if location is None:
            continue
        fault = _location_fault(location, may_be_url=field == "location")
        if fault:
            yield (field,), "unsafe_location", fault


def _location_fault(location: str, may_be_url: bool) -> str | None:
    if not location.strip() or location != location.strip():
        return "give a path or URL without blanks around it"
    if re.search(r"[\x00-\x1f\x7f|;`$<>\\]", location) or location.startswith("~"):
        return "no control character, ~, \\ or any of | ; ` $ < >"
    protocol, separator, rest = location.partition("://")
    if separator and (not may_be_url or protocol not in _PROTOCOLS):
        return f"use a path or one of {', '.join(sorted(_PROTOCOLS))}"
    if "::" in location:
        return "no chained URL"
    path = PurePosixPath(rest if separator else location)
    if ".." in path.parts:
        return "no `..`: give an absolute path, or one below the config"
    is_local = not separator or protocol == "file"
    if is_local and any(path.is_relative_to(folder) for folder in _CLOSED_FOLDERS):
        return "not a folder that exports are in"
    return None


def _fits(source: "Source") -> Iterator[SourceFault]:
    contract = CONTRACTS[source.feed]
    if source.items and source.feed is not Feed.SURVEY_ANSWERS:
        yield ("items",), "not_for_this_feed", "only survey_answers has items"
    for name in ("item_id", "answer"):
        if source.items and (name in source.columns or name in source.constants):
            yield ("items",), "mapped_twice", f"`items` fills {name} already"
    if source.surrogate_key and not contract.surrogate:
        yield ("surrogate_key",), "not_for_this_feed", "its rows are named by people and dates"
    if source.surrogate_key and contract.surrogate in source.columns:
        yield ("surrogate_key",), "mapped_twice", f"`columns` fills {contract.surrogate} already"
    if source.format == "xapi" and source.feed is not Feed.TRAINING_COMPLETIONS:
        yield ("format",), "not_for_this_feed", "xapi fills training_completions"
    is_labeled = source.labels or source.codebook or source.values.get("answer")
    if source.responses == "labels" and not is_labeled:
        yield ("responses",), "labels_missing", "give `labels` or a `codebook`"
    if source.codebook and source.format != "qualtrics":
        yield ("codebook",), "not_for_this_format", "a .qsf explains a Qualtrics export"
    if source.sheet and source.format != "xlsx":
        yield ("sheet",), "not_for_this_format", "only a workbook has sheets"


def _times(source: "Source") -> Iterator[SourceFault]:
    if source.time_zone not in time_zones():
        yield ("time_zone",), "unknown_time_zone", "give an IANA name, such as Europe/Berlin"
    formats = {("date_format",): source.date_format} | {
        ("date_formats", name): text for name, text in source.date_formats.items()
    }
    for place, text in formats.items():
        has_year, has_month = "%Y" in text or "%y" in text, re.search("%[mbB]", text)
        is_dated = has_year and ((has_month and _ORDERED_FORMAT.search(text)) or "%j" in text)
        if text != "iso" and not is_dated:
            yield place, "unusable_date_format", "`iso`, or a pattern with year, month and day"


def _version(source: "Source") -> Iterator[SourceFault]:
    version = source.version
    if version is None:
        return
    if (version.column is None) == (version.file_name is None):
        yield ("version",), "exactly_one", "give `column` or `file_name`"
    if version.file_name is not None:
        try:
            if re.compile(version.file_name).groups != 1:
                yield ("version", "file_name"), "one_group", "mark the version with one ( )"
        except re.error:
            yield ("version", "file_name"), "not_a_pattern", "give a regular expression"
