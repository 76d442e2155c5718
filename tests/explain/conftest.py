"""Questions put to the published demo, and its landed files read by the standard library alone."""

import csv
import hashlib
import json
from collections.abc import Callable

import duckdb
import pytest

from orchestration.explain.explanation import Explanation, explain
from orchestration.explain.question import Question, period_text

Ask = Callable[..., Explanation]


@pytest.fixture(scope="session")
def ask(demo) -> Ask:
    """Explain a number of the demo, as the auditor unless told otherwise."""

    def asked(indicator, scope="company", period="2025-09", construct="all", audience="auditor"):
        return explain(demo.home, Question.of(indicator, scope, period, construct), audience)

    return asked


@pytest.fixture(scope="session")
def cells(demo) -> list[dict]:
    """Every row of the three panels, as the people partners have them."""
    database = demo.home.current / "people_partner" / "scorecard.duckdb"
    names = "indicator_id, construct, scope_type, scope_id, period_grain, period_start, cell_state"
    panels = ("people_health", "behavior_change", "risk_indicators")
    union = " union all ".join(f"select {names} from fct_{panel}" for panel in panels)
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(f"{union} order by all").fetchall()
    return [dict(zip(names.split(", "), row, strict=True)) for row in rows]


def asking(cell: dict) -> dict:
    """The arguments that ask for one cell."""
    scope_type, scope_id = cell["scope_type"], cell["scope_id"]
    return {
        "indicator": cell["indicator_id"],
        "scope": "company" if scope_type == "company" else f"{scope_type}:{scope_id}",
        "period": period_text(cell["period_grain"], cell["period_start"]),
        "construct": cell["construct"],
    }


def numbered(texts) -> set[int]:
    """The lines of ranges such as 12-40."""
    ends = [text.split("-") for text in texts]
    return {line for end in ends for line in range(int(end[0]), int(end[-1]) + 1)}


def traced(found: Explanation, part: str) -> dict[str, set[int]]:
    """File -> lines of one part of an explanation."""
    return {
        file["file_sha256"]: numbered(one["lines"])
        for file in found.files
        for one in file["parts"]
        if one["part"] == part
    }


def landed(home, sha256: str) -> str:
    """The text of a landed file, which is the file of that hash."""
    content = (home.landing / sha256 / "content").read_bytes()
    assert hashlib.sha256(content).hexdigest() == sha256
    return content.decode("utf-8-sig")


def csv_records(text: str) -> dict[int, dict[str, str]]:
    """Line a record starts on -> its cells by header; a quoted cell may hold line breaks."""
    reader = csv.reader(text.splitlines(keepends=True))
    header = next(reader)
    records, start = {}, reader.line_num + 1
    for cells in reader:
        records[start] = dict(zip(header, cells, strict=True))
        start = reader.line_num + 1
    return records


def statements(text: str) -> dict[int, dict]:
    """Line -> statement, of an array that has one statement on each line."""
    lines = enumerate(text.splitlines(), start=1)
    return {number: json.loads(line.rstrip(",")) for number, line in lines if line[0] == "{"}
