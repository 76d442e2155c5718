"""What intake makes of the messy sample is exactly what `truth.json` says was planted."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from orchestration.extract.load import LoadReport, load_sources
from orchestration.locations import Home
from orchestration.settings import load_settings
from seeds.sample.generate import generate


@dataclass(frozen=True)
class Intake:
    """The planted defects, the load, and the home that it filled."""

    planted: list[dict]
    report: LoadReport
    home: Home

    def of_outcome(self, outcome: str) -> list[dict]:
        return [defect for defect in self.planted if defect["outcome"] == outcome]

    def rows(self, query: str) -> list[tuple]:
        with duckdb.connect(str(self.home.warehouse), read_only=True) as connection:
            return connection.execute(query).fetchall()


def load(folder: Path, scenario: str) -> Intake:
    written = generate(folder / "exports", scenario=scenario)
    home = Home(folder / "home")
    report = load_sources(load_settings(written.settings), written.settings, home)
    planted = json.loads(written.truth.read_text())["defects"]
    return Intake(planted, report, home)


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return load(tmp_path_factory.mktemp("messy"), "messy")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return load(tmp_path_factory.mktemp("case"), "case")


def test_the_case_loads_whole_without_a_fault(case: Intake) -> None:
    assert case.planted == []
    assert case.report.refused == []
    assert case.rows("select * from raw.quarantine_counts") == []
    feeds = [feed for (feed,) in case.rows("select distinct feed from raw.files")]
    assert len(feeds) == 15
    for feed in feeds:
        assert case.rows(f"select count(*) from raw.{feed}")[0][0] > 0, feed


def test_every_planted_row_is_quarantined_under_its_rule_and_no_other_row_is(
    messy: Intake,
) -> None:
    expected = Counter()
    for defect in messy.of_outcome("quarantined"):
        expected[(defect["source_id"], defect["rule"], defect["field"])] += defect["rows"]
    counted = messy.rows(
        "select source_id, rule, field, sum(row_count) from raw.quarantine_counts group by all"
    )
    assert {tuple(key): count for *key, count in counted} == expected


def test_every_quarantined_row_is_found_on_its_line(messy: Intake) -> None:
    expected = Counter()
    for defect in messy.of_outcome("quarantined"):
        expected[(defect["source_id"], defect["line"], defect["rule"])] += defect["rows"]
    found = Counter()
    for path in messy.home.quarantine.rglob("*.parquet"):
        for row in pq.read_table(path).to_pylist():
            found[(row["source_id"], row["file_line"], row["rule"])] += 1
    assert found == expected


def test_every_misshapen_file_is_refused_and_no_other_file_is(messy: Intake) -> None:
    expected = {
        (Path(defect["file"]).name, defect["rule"]) for defect in messy.of_outcome("refused")
    }
    refused = {
        (outcome.delivery.file_name, outcome.parsed.refusal_rule)
        for outcome in messy.report.refused
    }
    assert refused == expected


def test_a_file_of_a_header_alone_has_no_rows(messy: Intake) -> None:
    (defect,) = messy.of_outcome("empty")
    name = Path(defect["file"]).name
    query = f"select rows_read, is_refused from raw.files where file_name = '{name}'"
    assert messy.rows(query) == [(0, False)]


def test_rows_that_only_the_models_can_name_are_accepted(messy: Intake, case: Intake) -> None:
    """Beyond the accepted rows of the case lie the planted ones and the good cells beside bad."""
    for source_id, rows in _accepted(messy).items():
        surplus = rows - _accepted(case)[source_id]
        planted = sum(
            defect["rows"]
            for defect in messy.of_outcome("model")
            if defect["source_id"] == source_id
        )
        beside = {
            "pulse_survey": 4 - 1 + 2 * 4,
            "safety_survey": 7 + 2 * (7 - 1),
            "empathy_360": 11,
        }
        assert surplus == planted + beside.get(source_id, 0), source_id


def _accepted(intake: Intake) -> dict[str, int]:
    query = "select source_id, sum(rows_accepted) from raw.files group by all"
    return dict(intake.rows(query))


def test_a_row_sent_twice_is_a_duplicate(messy: Intake, case: Intake) -> None:
    query = "select source_id, sum(rows_duplicate) from raw.files group by all"
    before, after = dict(case.rows(query)), dict(messy.rows(query))
    extra = {source: after[source] - before[source] for source in after}
    (defect,) = messy.of_outcome("duplicate")
    assert {source for source, count in extra.items() if count} == {defect["source_id"]}
    assert extra[defect["source_id"]] == defect["rows"]


@pytest.mark.parametrize("scenario", ["messy", "case"])
def test_every_file_balances(request: pytest.FixtureRequest, scenario: str) -> None:
    intake = request.getfixturevalue(scenario)
    for outcome in intake.report.files:
        parts = outcome.rows_accepted + outcome.rows_quarantined
        parts += outcome.rows_superseded + outcome.rows_duplicate
        assert parts == outcome.parsed.rows_read


def test_no_personal_text_of_the_exports_reaches_the_raw_tables(case: Intake) -> None:
    tables = case.rows(
        "select table_name from information_schema.tables where table_schema = 'raw'"
    )
    assert len(tables) == 18
    for (table,) in tables:
        text = f"select count(*) from raw.{table} as t where cast(t as varchar)"
        for canary in ("%@example.com%", "%203.0.113.%", "%Aalto%", "%E00001%"):
            assert case.rows(f"{text} like '{canary}'") == [(0,)], (table, canary)
