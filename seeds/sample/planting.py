"""Writes the defects of the `messy` scenario into finished exports, and lists where each is."""

import csv
import io
from pathlib import Path

from seeds.sample.defect_files import BadFile, bad_files
from seeds.sample.defects import BadRecord, bad_records
from seeds.sample.export import Export
from seeds.sample.reference import load_reference

LEADER = "E00002"
"""A leader who is in every sample of more than one."""

Planted = dict[str, object]
"""feed, source_id, file, line, field, rule, rows, outcome of one defect in one source."""


def plant(out: Path, exports: tuple[Export, ...]) -> list[Planted]:
    """Add every defect whose file exists; `exports` say which feed a source fills."""
    feeds = {export.id: export.feed for export in exports}
    counts = [len(load_reference().items_of(one)) for one in ("PULSE", "SAFETY", "E360")]
    models: dict[str, tuple[list[str], list[str]]] = {}
    planted = []
    for bad in bad_records(*counts, leader=LEADER):
        path = out / bad.file
        if path.exists():
            if bad.file not in models:
                models[bad.file] = _first_and_last(path)
            line = _append(path, *models[bad.file], bad)
            planted += [_told(bad, feeds, source, line, rows) for source, rows in bad.rows.items()]
    roster = (out / "hris/workers_snapshot_2024.csv").read_bytes().splitlines(keepends=True)
    for bad_file in bad_files(*roster[:2]):
        (out / bad_file.file).write_bytes(bad_file.content)
        planted.append(_told(bad_file, feeds, bad_file.source_id, bad_file.line, 0))
    return planted


def _delimiter(path: Path) -> str:
    return "\t" if path.suffix == ".tsv" else ","


def _first_and_last(path: Path) -> tuple[list[str], list[str]]:
    """The column names, and the record that the planted ones are made from."""
    with path.open(encoding="utf-8", newline="") as file:
        records = list(csv.reader(file, delimiter=_delimiter(path)))
    return records[0], records[-1]


def _append(path: Path, header: list[str], sound: list[str], bad: BadRecord) -> int:
    """Write the record at the end of the file and return the line on which it starts."""
    line = path.read_bytes().count(b"\n") + 1
    text = io.StringIO(newline="")
    record = [bad.cells.get(name, cell) for name, cell in zip(header, sound, strict=True)]
    csv.writer(text, delimiter=_delimiter(path)).writerow(record)
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(text.getvalue())
    return line


def _told(
    bad: BadRecord | BadFile, feeds: dict[str, str], source: str, line: int | None, rows: int
) -> Planted:
    return {
        "feed": feeds[source],
        "source_id": source,
        "file": bad.file,
        "line": line,
        "field": bad.field,
        "rule": bad.rule,
        "rows": rows,
        "outcome": bad.outcome,
    }
