"""The lines behind a number, from the list that its release keeps of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.explain.question import Question
from orchestration.release import filesystem
from orchestration.release.lines import LINES_FILE
from orchestration.release.manifest import Manifest

_SCOPES = {
    "company": "$scope_id = 'company'",
    "business_unit": "business_unit = $scope_id",
    "org_unit": "org_unit_id = $scope_id",
    "cohort": "cohort_id = $scope_id",
    "leader": "leader_id = $scope_id",
}


class NoLinesError(ValueError):
    """The release keeps no list of lines, or not the one it was published with."""


@dataclass(frozen=True)
class Lines:
    """The lines of one file that are one thing to the number (`part`), in no order."""

    part: str
    source_id: str
    file_sha256: str
    lines: list[int]


def lines_behind(
    folder: Path, record: Manifest, question: Question, number: Mapping[str, Any]
) -> list[Lines]:
    """Every line behind a published number, by part and file. Raises `NoLinesError`.

    folder: of the release; record: its manifest; number: the row, for the ends of its period.
    """
    path = folder / LINES_FILE
    if LINES_FILE not in record.files:
        raise NoLinesError("it was published before releases kept the lines behind their numbers")
    is_there = path.exists()
    if not is_there or filesystem.file_digest(path) != record.files[LINES_FILE]["sha256"]:
        raise NoLinesError(f"its {LINES_FILE} is not the file that was published")
    asked = {name: question.key[name] for name in ("indicator_id", "construct", "scope_id")}
    asked |= {name: number[name] for name in ("period_grain", "period_start", "period_end")}
    with duckdb.connect(":memory:") as connection:
        sql = _SQL.format(scope=_SCOPES[question.scope_type])
        rows = connection.execute(sql, asked | {"path": str(path)})
        return [Lines(*row) for row in rows.fetchall()]


_SQL = """
    select part, source_id, file_sha256, list_distinct(flatten(list(file_lines)))
    from read_parquet($path)
    where indicator_id = $indicator_id
        and construct in ($construct, '*')
        and period_grain in ($period_grain, '*')
        and counts_from <= $period_end
        and counts_to >= $period_start
        and {scope}
    group by part, source_id, file_sha256
    order by part, source_id, file_sha256
"""
