"""Judges every source as a load would, and writes nothing that stays.

One fault for each file, field and rule, at the first line it was seen on; no value is shown.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.extract.judge import Judge
from orchestration.extract.landing import LocationError, offered
from orchestration.extract.load import with_codebook
from orchestration.extract.readers import open_table
from orchestration.extract.refusal import RefusalError
from orchestration.extract.rules import row_advice
from orchestration.locations import Home
from orchestration.reference import reference_in_force
from orchestration.settings import Fault, Settings, Source


def check_sources(settings: Settings, config_path: Path) -> list[Fault]:
    """Every fault of what the sources offer now, in the order of the config."""
    with tempfile.TemporaryDirectory() as folder:
        reference = reference_in_force(settings, config_path, Home(Path(folder)))
        with closing(Judge(reference)) as judge:
            return [
                fault
                for source in settings.sources
                for fault in _check_source(with_codebook(source, config_path), config_path, judge)
            ]


def _check_source(source: Source, config_path: Path, judge: Judge) -> Iterator[Fault]:
    try:
        files = offered(source, config_path)
    except LocationError as error:
        yield Fault(str(config_path), None, f"{source.id}.location", "unreadable", str(error))
        return
    if not files:
        advice = "nothing is there: deliver a file, or correct the location"
        yield Fault(str(config_path), None, f"{source.id}.location", "not_delivered", advice)
    for name, file in files:
        with file as stream, tempfile.NamedTemporaryFile() as copy:
            shutil.copyfileobj(stream, copy)
            copy.flush()
            yield from _check_file(Path(copy.name), name, source, judge)


def _check_file(path: Path, name: str, source: Source, judge: Judge) -> Iterator[Fault]:
    first_line: dict[tuple[str, str], int] = {}
    counts: Counter[tuple[str, str]] = Counter()
    try:
        with open_table(path, source) as table:
            for _, rows in judge.judged(table, source, name, ""):
                for rule, field, line in _faults(rows):
                    counts[rule, field] += 1
                    first_line[rule, field] = min(line, first_line.get((rule, field), line))
    except RefusalError as refusal:
        yield Fault(name, refusal.line, source.id, refusal.rule, str(refusal))
        return
    for (rule, field), count in sorted(counts.items(), key=lambda item: first_line[item[0]]):
        advice = f"{count} rows: {row_advice(rule)}"
        yield Fault(name, first_line[rule, field], f"{source.id}.{field}", rule, advice)


def _faults(rows: pa.Table) -> Iterator[tuple[str, str, int]]:
    faulty = rows.filter(pc.is_valid(rows["_fault"]))
    fault = faulty["_fault"]
    return zip(
        pc.struct_field(fault, "rule").to_pylist(),
        pc.struct_field(fault, "field").to_pylist(),
        faulty["_file_line"].to_pylist(),
        strict=True,
    )
