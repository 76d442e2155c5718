"""Workbooks, Parquet and JSON lines give the same rows as the CSV of the same data."""

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ROWS = [("00123", 4, dt.datetime(2025, 1, 1, 10, 0)), ("b", 5, dt.datetime(2025, 1, 2, 0, 0))]
NAMES = ["response_id", "answer", "submitted_at"]
SOURCE = {
    "feed": "survey_answers",
    "constants": {
        "survey_id": "s",
        "wave_id": "w",
        "instrument_id": "I",
        "instrument_version": "1",
        "item_id": "i1",
    },
}
STORED = "select response_id, answer, submitted_at, _file_line from raw.survey_answers"
EXPECTED = [("00123", "4", "2025-01-01 10:00:00"), ("b", "5", "2025-01-02 00:00:00")]


def workbook(sheets: dict[str, list[list]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def parquet(columns: dict[str, pa.Array]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


GOOD = [NAMES, *map(list, ROWS)]


def test_a_workbook_is_read_by_the_sheet_that_has_the_columns(bench) -> None:
    content = workbook({"Notes": [["anything"]], "Form": GOOD, "Pivot": [["response_id", "n"]]})
    bench.one(content, format="xlsx", **SOURCE)
    assert bench.query(STORED) == [(*row, line) for line, row in enumerate(EXPECTED, start=2)]


def test_native_dates_of_a_workbook_need_no_format(bench) -> None:
    bench.one(workbook({"Form": GOOD}), format="xlsx", date_format="%d/%m/%Y", **SOURCE)
    assert [row[:3] for row in bench.query(STORED)] == EXPECTED


def test_blank_rows_of_a_workbook_are_no_records_and_keep_their_line(bench) -> None:
    content = workbook({"Form": [GOOD[0], [], GOOD[1], [None, ""], GOOD[2]]})
    bench.one(content, format="xlsx", **SOURCE)
    assert [row[3] for row in bench.query(STORED)] == [3, 5]


@pytest.mark.parametrize(
    ("sheets", "options", "rule"),
    [
        ({"A": GOOD, "B": GOOD}, {}, "sheet_not_clear"),
        ({"A": [["x"]], "B": [["y"]]}, {}, "sheet_not_clear"),
        ({"A": [["x"]]}, {}, "column_missing"),
        ({"A": GOOD}, {"sheet": "B"}, "sheet_missing"),
        ({"A": [*GOOD, ["c", 1, None, "beside"]]}, {}, "record_width"),
        ({"A": [*GOOD, NAMES]}, {}, "header_repeated"),
        ({"A": [*GOOD, ["c", "=1+1", "2025-01-01"]]}, {}, "formula_without_result"),
    ],
)
def test_a_workbook_that_is_not_clear_is_refused(bench, sheets, options, rule: str) -> None:
    outcome = bench.one(workbook(sheets), format="xlsx", **SOURCE, **options)
    assert outcome.parsed.refusal_rule == rule


def test_the_declared_sheet_is_taken_among_equals(bench) -> None:
    bench.one(workbook({"A": [NAMES], "B": GOOD}), format="xlsx", sheet="B", **SOURCE)
    assert bench.column("select count(*) from raw.survey_answers") == [2]


def test_parquet_types_become_the_same_text(bench) -> None:
    columns = {
        "response_id": pa.array(["00123", "b"]).dictionary_encode(),
        "answer": pa.array([4.0, 5.0]),
        "submitted_at": pa.array([row[2] for row in ROWS], pa.timestamp("us", "America/New_York")),
    }
    bench.one(parquet(columns), format="parquet", **SOURCE)
    assert [row[:2] for row in bench.query(STORED)] == [("00123", "4"), ("b", "5")]
    assert bench.column("select submitted_at from raw.survey_answers") == [
        "2025-01-01 10:00:00",
        "2025-01-02 00:00:00",
    ]


def test_a_whole_number_beside_a_null_is_no_other_id(bench) -> None:
    columns = {
        "response_id": pa.array([1002.0, None, 7.5]),
        "answer": pa.array([1, 2, 3]),
        "submitted_at": pa.array([dt.date(2025, 1, 1)] * 3),
    }
    outcome = bench.one(parquet(columns), format="parquet", **SOURCE)
    assert bench.column("select response_id from raw.survey_answers") == ["1002", "7.5"]
    assert outcome.rows_quarantined == 1


@pytest.mark.parametrize(
    "column", [pa.array([[1], [2]]), pa.array([b"a", b"b"]), pa.array([{"a": 1}, {"a": 2}])]
)
def test_nested_parquet_columns_are_refused(bench, column: pa.Array) -> None:
    columns = {"response_id": pa.array(["a", "b"]), "answer": column, "submitted_at": column}
    outcome = bench.one(parquet(columns), format="parquet", **SOURCE)
    assert outcome.parsed.refusal_rule == "nested_column"


def test_a_parquet_bomb_is_refused(bench, tmp_path: Path) -> None:
    big = pa.array(["x" * 1000] * 200_000)
    pq.write_table(
        pa.table({name: big for name in NAMES}),
        tmp_path / "b",
        use_dictionary=False,
        compression="zstd",
    )
    outcome = bench.one(tmp_path / "b", format="parquet", **SOURCE)
    assert outcome.parsed.refusal_rule == "compression_ratio"


def test_what_is_no_parquet_is_refused(bench) -> None:
    assert bench.one("a,b\n", format="parquet", **SOURCE).parsed.refusal_rule == "wrong_format"


def test_json_lines_keep_the_text_of_numbers(bench) -> None:
    lines = (
        '{"response_id": "00123", "answer": 4, "submitted_at": "2025-01-01T10:00:00Z"}\n\n'
        '{"submitted_at": "2025-01-02", "response_id": 1e5, "answer": null}\n'
    )
    bench.one(lines, format="jsonl", **SOURCE)
    assert bench.query(STORED) == [
        ("00123", "4", "2025-01-01 10:00:00", 1),
        ("1e5", None, "2025-01-02 00:00:00", 3),
    ]


FIRST = '{"response_id": "a", "answer": 4, "submitted_at": "2025-01-01"}\n'


@pytest.mark.parametrize(
    ("second", "rule"),
    [
        ('{"response_id": "a"}', "record_names"),
        ('{"response_id": "b", "answer": 1, "answer": 5, "submitted_at": ""}', "malformed_record"),
        ('{"response_id": "b", "answer": [1], "submitted_at": ""}', "nested_column"),
        ('{"response_id": "b"', "malformed_record"),
        ("[1]", "malformed_record"),
        ("[" * 100_000, "malformed_record"),
    ],
)
def test_a_bad_json_line_refuses_the_file(bench, second: str, rule: str) -> None:
    outcome = bench.one(FIRST + second, format="jsonl", **SOURCE)
    assert outcome.parsed.refusal_rule == rule
    assert outcome.parsed.refusal_message.startswith("line 2")


def test_infinity_in_json_is_no_number(bench) -> None:
    bench.one(FIRST.replace("4", "Infinity"), format="jsonl", **SOURCE)
    assert [rule for _, _, rule, _ in bench.quarantined()] == ["invalid_integer"]


def csv_text(rows: list[list]) -> str:
    return "".join(",".join(map(str, row)) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("header", "verdict"),
    [
        (["response_id", "answer", "submitted_at"], None),
        (["submitted_at", "response_id", "answer"], None),
        (["response_id", "answer", "submitted_at", "new"], None),
        (["response_id", "answer"], "column_missing"),
        (["response_id", "answer", "submitted"], "column_missing"),
        (["response_id", "answer", "Submitted_at"], "column_missing"),
        (["response_id", "answer", "submitted_at", "ANSWER"], "repeated_column_name"),
        (["response_id", "answer", "submitted_at", "voice_recording"], "denied_column"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "jsonl"])
def test_a_changed_schema_has_its_verdict(
    bench, form: str, header: list[str], verdict: str | None
) -> None:
    values = {"response_id": "a", "answer": "4", "submitted_at": "2025-01-01"}
    row = [values.get(name, "5") for name in header]
    writers: dict[str, Callable[[], str | bytes]] = {
        "csv": lambda: csv_text([header, row]),
        "xlsx": lambda: workbook({"A": [header, row]}),
        "parquet": lambda: parquet({n: pa.array([c]) for n, c in zip(header, row, strict=True)}),
        "jsonl": lambda: json.dumps(dict(zip(header, row, strict=True))),
    }
    outcome = bench.one(writers[form](), format=form, **SOURCE)
    assert outcome.parsed.refusal_rule == verdict
    if verdict is None:
        assert bench.query(STORED)[0][:3] == ("a", "4", "2025-01-01 00:00:00")
