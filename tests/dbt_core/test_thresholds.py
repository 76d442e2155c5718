"""Every threshold that the SQL reads is a row with a reason, and every row is read by something."""

import csv
import re
from itertools import chain

from tests.dbt_core.conftest import DBT

ROOT = DBT.parent
READ = re.compile(r"threshold(?:_for|_of)?\(\s*'([a-z0-9_]+)'")
READ_FOR_ALL = re.compile(r"threshold(?:_for)?\(\s*'([a-z0-9_]+)'")


def rows():
    with (ROOT / "seeds" / "reference" / "thresholds.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def read_by_sql(pattern=READ):
    paths = chain((DBT / "models").rglob("*.sql"), (DBT / "macros").glob("*.sql"))
    return {name for path in paths for name in pattern.findall(path.read_text())}


def test_every_threshold_read_by_sql_has_a_row_for_all_indicators():
    assert read_by_sql(READ_FOR_ALL) <= {
        row["threshold_id"] for row in rows() if row["indicator_id"] == "*"
    }


def test_every_threshold_row_is_read():
    python = "\n".join(
        path.read_text()
        for folder in ("data_quality", "orchestration")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".yml", ".yaml", ".csv", ".json"}
    )
    names = {row["threshold_id"] for row in rows()}
    assert {name for name in names - read_by_sql() if name not in python} == set()


def test_every_threshold_has_a_unit_and_a_reason():
    assert [row for row in rows() if not (row["unit"] and row["reason"])] == []
