"""Re-sent, corrected, late and renamed files: the outcome hangs on content alone, and balances."""

import random

import duckdb
import pyarrow as pa
import pytest

from orchestration.extract.dispositions import LINEAGE, disposed_sql
from orchestration.extract.feeds import CONTRACTS
from orchestration.extract.outcome import BalanceError, Outcome
from tests.extract.hr_cases import CASES, HEADER, rows

SCHEMA = pa.schema(
    [(name, pa.string()) for name in CONTRACTS["hr_cases"].names]
    + [(name, pa.int64() if name == "_file_line" else pa.string()) for name in LINEAGE]
    + [("_record_id", pa.string())]
)


def state(bench) -> dict[str, list[tuple]]:
    """Everything of the raw schema that is not the time of receipt."""
    lasting = "columns(lambda name: name not in ('_received_at', 'received_at'))"
    with duckdb.connect(str(bench.home.warehouse), read_only=True) as connection:
        tables = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'raw'"
        ).fetchall()
        return {
            table: connection.execute(f"select {lasting} from raw.{table}").fetchall()
            for (table,) in tables
        }


def test_the_same_file_twice_changes_nothing(bench) -> None:
    bench.put("a.csv", rows(("c1", "x", "1"), ("c2", "y", "1")))
    bench.sources = [CASES]
    bench.load()
    before = state(bench)
    bench.load()
    assert state(bench) == before


def test_a_renamed_copy_counts_as_duplicate(bench) -> None:
    bench.put("a.csv", rows(("c1", "x", "1")))
    bench.put("b.csv", rows(("c1", "x", "1")))
    bench.sources = [CASES]
    bench.load()
    assert bench.query(
        "select file_name, rows_read, rows_accepted, rows_duplicate from raw.files"
    ) == [("a.csv", 1, 1, 0), ("b.csv", 1, 0, 1)]


@pytest.mark.parametrize("order", [("1", "2"), ("2", "1"), ("9", "10"), ("10", "9")])
def test_the_newer_version_supersedes_the_older(bench, order: tuple[str, str]) -> None:
    for name, version in zip("ab", order, strict=True):
        bench.put(f"{name}.csv", rows(("c1", f"kind{version}", version)))
    bench.sources = [CASES | {"version": {"column": "updated"}}]
    bench.load()
    newest = max(order, key=int)
    assert bench.column("select category from raw.hr_cases") == [f"kind{newest}"]
    assert bench.column("select sum(rows_superseded) from raw.files") == [1]


def test_a_version_may_stand_in_the_name_of_the_file(bench) -> None:
    bench.put("cases_2025-01-31.csv", rows(("c1", "old", "")))
    bench.put("cases_2025-02-28.csv", rows(("c1", "new", "")))
    bench.sources = [CASES | {"version": {"file_name": r"_(\d{4}-\d{2}-\d{2})"}}]
    bench.load()
    assert bench.column("select category from raw.hr_cases") == ["new"]


def test_a_name_without_the_declared_version_refuses_the_file(bench) -> None:
    bench.put("cases.csv", rows(("c1", "x", "")))
    bench.sources = [CASES | {"version": {"file_name": r"_(\d+)"}}]
    bench.load()
    assert bench.column("select refusal_rule from raw.files") == ["version_missing"]


@pytest.mark.parametrize("version", [None, {"column": "updated"}])
def test_two_contents_without_an_order_are_all_quarantined(bench, version) -> None:
    bench.put("a.csv", rows(("c1", "x", "1"), ("c2", "x", "1")))
    bench.put("b.csv", rows(("c1", "y", "1")))
    bench.sources = [CASES | {"version": version}]
    bench.load()
    assert bench.column("select case_id from raw.hr_cases") == ["c2"]
    assert bench.query(
        "select rule, field, sum(row_count) from raw.quarantine_counts group by all"
    ) == [("conflicting_versions", "case_id", 2)]
    assert {rule for _, _, rule, _ in bench.quarantined()} == {"conflicting_versions"}


def test_a_correction_settles_an_older_conflict(bench) -> None:
    bench.put("a.csv", rows(("c1", "x", "1")))
    bench.put("b.csv", rows(("c1", "y", "1")))
    bench.put("c.csv", rows(("c1", "z", "2")))
    bench.sources = [CASES | {"version": {"column": "updated"}}]
    bench.load()
    assert bench.column("select category from raw.hr_cases") == ["z"]
    assert bench.column("select sum(rows_superseded) from raw.files") == [2]


def test_the_order_of_delivery_changes_nothing(new_bench) -> None:
    files = {
        "jan.csv": rows(("c1", "a", "1"), ("c2", "a", "1"), ("c3", "a", "1")),
        "jan_again.csv": rows(("c1", "a", "1"), ("c2", "a", "1"), ("c3", "a", "1")),
        "feb.csv": rows(("c1", "b", "2"), ("c4", "a", "1"), ("c4", "a", "1")),
        "late.csv": rows(("c1", "a0", "0"), ("c5", "a", ""), ("", "a", "1")),
        "conflict.csv": rows(("c3", "other", "1"), ("c6", "x", "1")),
        "bad.csv": HEADER + "c9,2025-01-01\n",
    }
    source = CASES | {"version": {"column": "updated"}}
    expected = None
    draw = random.Random(20251231)
    for _ in range(24):
        bench = new_bench()
        bench.sources = [source]
        names = list(files)
        draw.shuffle(names)
        while names:
            for _ in range(draw.randint(1, len(names))):
                name = names.pop()
                bench.put(name, files[name])
            bench.load()
        expected = expected or state(bench)
        assert state(bench) == expected
    assert [row[0] for row in expected["hr_cases"]] != []
    assert {row[0]: row[3] for row in expected["hr_cases"]} == {
        "c1": "b", "c2": "a", "c4": "a", "c5": "a", "c6": "x",
    }  # fmt: skip


def test_an_overwritten_export_keeps_what_it_delivered_before(bench) -> None:
    bench.sources = [CASES | {"version": {"column": "updated"}}]
    bench.put("a.csv", rows(("c1", "x", "1"), ("c2", "x", "1")))
    bench.load()
    bench.put("a.csv", rows(("c1", "y", "2")))
    bench.load()
    assert bench.query("select case_id, category from raw.hr_cases order by 1") == [
        ("c1", "y"),
        ("c2", "x"),
    ]


def test_a_refused_file_blocks_until_it_is_replaced_and_not_after(bench) -> None:
    bench.sources = [CASES]
    bench.put("a.csv", HEADER + "c1,2025-01-01\n")
    assert [outcome.delivery.file_name for outcome in bench.load().refused] == ["a.csv"]
    bench.put("a.csv", rows(("c1", "x", "1")))
    report = bench.load()
    assert report.refused == []
    assert report.rows_accepted == 1


def test_every_file_balances(bench) -> None:
    bench.put("a.csv", rows(("c1", "x", "1"), ("c1", "x", "1"), ("", "x", "1"), ("c2", "x", "1")))
    bench.put("b.csv", rows(("c2", "y", "2")))
    bench.sources = [CASES | {"version": {"column": "updated"}}]
    bench.load()
    assert bench.query(
        "select file_name, rows_read, rows_accepted, rows_quarantined, rows_superseded,"
        " rows_duplicate from raw.files order by 1"
    ) == [("a.csv", 4, 1, 1, 1, 1), ("b.csv", 1, 1, 0, 0, 0)]


def test_a_load_that_loses_a_row_raises_and_keeps_the_last_tables(bench, monkeypatch) -> None:
    bench.sources = [CASES]
    bench.put("a.csv", rows(("c1", "x", "1")))
    bench.load()
    before = state(bench)
    bench.put("b.csv", rows(("c2", "x", "1")))
    monkeypatch.setattr("orchestration.extract.raw_tables.QUARANTINED", ())
    bench.put("c.csv", rows(("c2", "y", "1")))
    with pytest.raises(BalanceError, match="rows read"):
        bench.load()
    assert state(bench) == before


def test_balance_is_judged_on_every_outcome(bench) -> None:
    bench.put("a.csv", rows(("c1", "x", "1")))
    bench.sources = [CASES]
    (outcome,) = bench.load().files
    assert isinstance(outcome, Outcome)
    assert outcome.checked() is outcome
    with pytest.raises(BalanceError):
        Outcome(**{**outcome.__dict__, "rows_accepted": 2}).checked()


def test_two_hundred_orders_of_rows_give_one_disposition() -> None:
    contract = CONTRACTS["hr_cases"]
    draw = random.Random(7)
    delivered = [
        {
            **dict.fromkeys(contract.names),
            "case_id": f"c{draw.randint(1, 12)}",
            "category": draw.choice("xyz"),
            "_source_id": draw.choice("ab"),
            "_file_sha256": draw.choice("0123"),
            "_file_line": line,
            "_received_at": None,
            "_version": draw.choice([None, "1", "2"]),
            "_record_id": draw.choice([None, "kept", "taken"]),
        }
        for line in range(60)
    ]
    outcomes = set()
    with duckdb.connect() as connection:
        connection.execute("create table withdrawn as select 'taken' as record_id")
        for _ in range(200):
            draw.shuffle(delivered)
            rows = pa.Table.from_pylist(delivered, schema=SCHEMA)
            connection.register("rows_delivered", rows)
            sql = disposed_sql(contract, "rows_delivered")
            found = connection.execute(
                f"select _file_line, _disposition from ({sql}) order by all"
            ).fetchall()
            outcomes.add(tuple(found))
    assert len(outcomes) == 1
    (outcome,) = outcomes
    assert {disposition for _, disposition in outcome} == {
        "accepted", "duplicate", "superseded", "conflicting_versions", "voided",
    }  # fmt: skip
    assert len(outcome) == 60
