"""`scorecard check` names every fault of the sources and leaves no trace."""

from orchestration.extract.check import check_sources
from orchestration.settings import Fault

CASES = {
    "id": "cases",
    "feed": "hr_cases",
    "format": "csv",
    "location": "exports/cases*.csv",
    "constants": {"is_escalation": "no"},
}


def check(bench) -> list[Fault]:
    return check_sources(bench.settings(), bench.config)


def test_a_clean_delivery_has_no_fault_and_nothing_is_written(bench) -> None:
    bench.put("cases.csv", "case_id,opened_at\nc1,2025-01-01\n")
    bench.sources = [CASES]
    before = set(bench.folder.rglob("*"))
    assert check(bench) == []
    assert set(bench.folder.rglob("*")) == before
    assert not bench.home.root.exists()


def test_row_faults_are_told_once_per_rule_with_the_first_line_and_no_value(bench) -> None:
    bench.put("cases.csv", "case_id,opened_at\nc1,2025-01-01\nc2,SECRET\nc3,x\n,2025-01-01\n")
    bench.sources = [CASES]
    found = check(bench)
    assert [(f.file, f.line, f.field, f.rule) for f in found] == [
        ("cases.csv", 3, "cases.opened_at", "invalid_timestamp"),
        ("cases.csv", 5, "cases.case_id", "blank_required"),
    ]
    assert found[0].advice.startswith("2 rows: ")
    assert not any("SECRET" in str(fault) for fault in found)


def test_a_file_of_bad_shape_is_told_with_its_line(bench) -> None:
    bench.put("cases.csv", "case_id,opened_at\nc1\n")
    bench.sources = [CASES]
    assert [(f.file, f.line, f.rule) for f in check(bench)] == [("cases.csv", 2, "record_width")]


def test_a_source_without_files_is_told(bench) -> None:
    bench.sources = [CASES]
    assert [(f.field, f.rule) for f in check(bench)] == [("cases.location", "not_delivered")]


def test_an_unreadable_location_is_told(bench) -> None:
    bench.sources = [CASES | {"location": "nosuch://x/y.csv"}]
    assert [(f.field, f.rule) for f in check(bench)] == [("cases.location", "unreadable")]


def test_every_source_is_checked(bench) -> None:
    bench.put("cases.csv", "case_id\nc1\n")
    bench.put("other.csv", "case_id,opened_at\n1\n")
    bench.sources = [CASES, CASES | {"id": "other", "location": "exports/other.csv"}]
    assert [(f.file, f.rule) for f in check(bench)] == [
        ("cases.csv", "column_missing"),
        ("other.csv", "record_width"),
    ]
