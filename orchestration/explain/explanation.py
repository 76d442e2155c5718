"""One published number, explained: what it says, by which rules, and what it was made from.

What is withheld from readers stays withheld here: how many lines there are would tell how few
people stand behind it. The executive audience gets files, never lines.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.explain.lines import Lines, NoLinesError, lines_behind
from orchestration.explain.published import published
from orchestration.explain.question import Question, QuestionError
from orchestration.explain.ranges import ranges
from orchestration.extract.landing import landed_path
from orchestration.locations import Home
from orchestration.release.listing import manifest
from orchestration.release.manifest import Manifest
from orchestration.release.stage import DATABASE

RESOLVED, WITHHELD, NOTHING, NOT_SHARED, NOT_LISTED, NO_LINES = (
    "resolved",
    "withheld",
    "nothing_measured",
    "not_for_this_audience",
    "not_listed",
    "no_lines",
)
_TRACERS = ("auditor", "people_partner")
_NOT_MEASURED = ("not_collected", "not_due")
_MADE_WITH = ("code", "lock", "catalog", "thresholds", "rules", "config")
_FILE = ("feed", "source_id", "format", "file_sha256", "rows_read", "rows_accepted")


@dataclass(frozen=True)
class Explanation:
    """Everything there is to say about one number; plain values only.

    release: id, date, audience and the digests of what it was made with. number: the published
    row. definition: the row of the dictionary, with the target and its reason. thresholds: those
    in force for the indicator. lines_state: `resolved`, or why there are no lines. files: each
    file, with `parts`: what its lines are to the number, how many, and which; without lines, the
    files of the indicator's feed.
    """

    release: dict[str, Any]
    number: dict[str, Any]
    definition: dict[str, Any]
    thresholds: list[dict[str, str]]
    lines_state: str
    lines_reason: str
    files: list[dict[str, Any]]


def explain(
    home: Home, question: Question, audience: str, release_id: str | None = None
) -> Explanation:
    """Explain a number of a release, the current one without an id.

    Raises `UnknownReleaseError`, and `QuestionError` when the audience was given no such number.
    """
    record = manifest(home, release_id)
    folder = home.releases / str(record.release_id)
    if not (folder / audience / DATABASE).exists():
        raise QuestionError(f"release {record.release_id} was not written for {audience}")
    found = published(folder / audience / DATABASE, question, audience)
    state, reason, lines = _lines(folder, record, question, audience, found.number)
    return Explanation(
        release=_release(record, audience),
        number=found.number,
        definition=found.definition,
        thresholds=_thresholds(folder / "catalog.json", question.indicator_id),
        lines_state=state,
        lines_reason=reason,
        files=_files(home, record, lines, found.definition["feed"]),
    )


def _lines(
    folder: Path, record: Manifest, question: Question, audience: str, number: Mapping[str, Any]
) -> tuple[str, str, list[Lines] | None]:
    """The state, its reason in words, and the lines where there are any to give."""
    cell_state = number["cell_state"]
    if cell_state.startswith("withheld"):
        return WITHHELD, "The number is withheld, and so is what it was made from.", None
    if cell_state in _NOT_MEASURED:
        return NOTHING, "Nothing was measured, so no line stands behind it.", None
    if audience not in _TRACERS:
        return NOT_SHARED, f"Lines are for {' and '.join(_TRACERS)}.", None
    try:
        lines = lines_behind(folder, record, question, number)
    except NoLinesError as error:
        return NO_LINES, f"The release does not tell the lines: {error}.", None
    if not lines:
        return NOT_LISTED, "No model lists the lines behind this indicator.", None
    return RESOLVED, "", lines


def _files(
    home: Home, record: Manifest, lines: list[Lines] | None, feed: str
) -> list[dict[str, Any]]:
    """The files behind the lines; without lines, those of the indicator's feed."""
    inputs = {(one["source_id"], one["file_sha256"]): one for one in record.inputs}
    if lines is None:
        wanted = [key for key, one in inputs.items() if one["feed"] == feed]
    else:
        wanted = list(dict.fromkeys((one.source_id, one.file_sha256) for one in lines))
    return [
        {name: inputs[key][name] for name in _FILE}
        | {
            "is_landed": landed_path(home.landing, key[1]).exists(),
            "parts": [
                {"part": one.part, "line_count": len(one.lines), "lines": ranges(one.lines)}
                for one in lines or ()
                if (one.source_id, one.file_sha256) == key
            ],
        }
        for key in wanted
    ]


def _release(record: Manifest, audience: str) -> dict[str, Any]:
    return {
        "release_id": record.release_id,
        "as_of": record.as_of,
        "audience": audience,
        **{f"{name}_digest": getattr(record, f"{name}_digest") for name in _MADE_WITH},
        "tool_versions": dict(record.tool_versions),
    }


def _thresholds(catalog: Path, indicator_id: str) -> list[dict[str, str]]:
    """Those in force: the indicator's own instead of the one for all."""
    rows = json.loads(catalog.read_text(encoding="utf-8"))["thresholds"]
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        is_own = row["indicator_id"] == indicator_id
        if is_own or (row["indicator_id"] == "*" and row["threshold_id"] not in found):
            found[row["threshold_id"]] = row
    return list(found.values())
