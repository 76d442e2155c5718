"""What records become in the raw tables, and what is kept of those that do not."""

import duckdb

from orchestration.extract.feeds import CONTRACTS
from orchestration.extract.load import load_sources
from tests.extract.hr_cases import CASES, HEADER, rows


def test_all_fifteen_feeds_have_a_table_with_the_columns_of_their_contract(bench) -> None:
    bench.put("a.csv", rows())
    bench.sources = [CASES]
    bench.load()
    for contract in CONTRACTS.values():
        columns = bench.column(
            "select column_name from information_schema.columns where table_schema = 'raw'"
            f" and table_name = '{contract.feed}' order by ordinal_position"
        )
        lineage = ["_source_id", "_file_sha256", "_file_line", "_received_at", "_version"]
        assert columns == [*contract.names, *lineage]
    assert len(CONTRACTS) == 15


def test_wide_records_become_a_row_per_item_with_blanks_kept(bench) -> None:
    outcome = bench.one(
        "id,who,Q1,Q2\nr1,p,3,\nr2,q,x,5\n",
        feed="survey_answers",
        columns={"response_id": "id", "respondent_id": "who"},
        items={"Q1": "i1", "Q2": "i2"},
        constants={
            "survey_id": "s",
            "wave_id": "w",
            "instrument_id": "I",
            "instrument_version": "1",
            "submitted_at": "2025-01-01",
        },
    )
    assert (outcome.parsed.records_read, outcome.parsed.rows_read) == (2, 4)
    assert bench.query(
        "select response_id, item_id, answer, _file_line from raw.survey_answers"
    ) == [
        ("r1", "i1", "3", 2),
        ("r1", "i2", None, 2),
        ("r2", "i2", "5", 3),
    ]
    assert bench.quarantined() == [(3, "answer", "invalid_integer", "x")]


def test_records_outside_the_filter_are_no_rows(bench) -> None:
    outcome = bench.one(
        "id,left,why\na,2025-01-31,Quit\nb,,\nc,2025-02-28,Retired\nd,2025-02-28,Quit\n",
        feed="separations",
        columns={"employee_id": "id", "separated_on": "left"},
        constants={"is_voluntary": "yes"},
        where={"why": ["Quit", ""]},
        unless={"left": [""]},
    )
    assert (outcome.parsed.records_read, outcome.parsed.rows_read) == (4, 2)


def test_equal_records_without_an_id_are_all_kept(bench) -> None:
    text = "opened_at,kind\n2025-01-01,a\n2025-01-01,a\n2025-01-02,a\n"
    source = {k: v for k, v in CASES.items() if k not in ("id", "format", "location")}
    bench.one(text, **source, surrogate_key=True)
    ids = bench.column("select case_id from raw.hr_cases order by _file_line")
    assert len(set(ids)) == 3
    assert ids[0][:-1] == ids[1][:-1]
    assert (ids[0][-2:], ids[1][-2:], ids[2][-2:]) == ("_1", "_2", "_1")


def test_a_record_keeps_its_surrogate_in_another_export(bench) -> None:
    source = CASES | {"surrogate_key": True, "location": "exports/*.csv"}
    bench.put("a.csv", "opened_at,kind\n2025-01-01,a\n")
    bench.put("b.csv", "opened_at,kind\n2025-01-01,a\n2025-02-01,b\n")
    bench.sources = [source]
    bench.load()
    assert bench.column("select sum(rows_accepted) from raw.files") == [2]


def test_people_numbered_alike_are_told_apart_by_a_prefix(bench) -> None:
    bench.put("answers.csv", "response,rater,leader,y\n1,7,7,3\n2,8,7,4\n")
    bench.sources = [
        {
            "id": "ratings",
            "feed": "survey_answers",
            "format": "csv",
            "location": "exports/answers.csv",
            "columns": {
                "response_id": "response",
                "respondent_id": "rater",
                "subject_id": "leader",
            },
            "prefixes": {"respondent_id": "student_", "subject_id": "lecturer_"},
            "constants": {
                "survey_id": "s",
                "wave_id": "w",
                "instrument_id": "I",
                "instrument_version": "1",
                "relation": "direct_report",
                "submitted_at": "2025-01-02T03:04:05",
            },
            "items": {"y": "i1"},
        }
    ]
    bench.load()
    (told,) = bench.query(
        "select count(distinct respondent_id), count(distinct subject_id),"
        " count(*) filter (where respondent_id = subject_id) from raw.survey_answers"
    )
    assert told == (2, 1, 0)


def test_rows_are_stored_by_file_and_line(bench) -> None:
    for name in "abc":
        bench.put(f"{name}.csv", rows((f"{name}2", "x", "1"), (f"{name}1", "x", "1")))
    bench.sources = [CASES]
    bench.load()
    stored = bench.query("select _file_sha256, _file_line from raw.hr_cases")
    assert stored == sorted(stored)


def test_hostile_text_reaches_no_statement(bench) -> None:
    hostile = "x'); drop table raw.files; --"
    bench.one(
        f'case_id,opened_at,"{hostile}"\nc1,2025-01-01,"{hostile}"\n',
        feed="hr_cases",
        columns={"category": hostile},
        constants={"is_escalation": "no", "severity": hostile},
        values={"category": {hostile: hostile}},
        missing=["'", "''; select 1"],
        where={hostile: [hostile]},
    )
    assert bench.query("select category, severity from raw.hr_cases") == [(hostile, hostile)]
    assert bench.column("select count(*) from raw.files") == [1]


def test_the_quarantine_file_holds_what_is_needed_to_find_the_cell(bench) -> None:
    bench.put("a.csv", HEADER + "c1,soon,,x,1\n")
    bench.sources = [CASES]
    bench.load()
    (path,) = bench.home.quarantine.rglob("*.parquet")
    found = duckdb.execute("select * from read_parquet($1)", [str(path)]).fetchall()
    sha256 = bench.column("select file_sha256 from raw.files")[0]
    assert found == [("hr", sha256, 2, "opened_at", "invalid_timestamp", "soon")]
    assert path.stat().st_mode & 0o077 == 0


def test_progress_is_told_per_file(bench) -> None:
    bench.put("a.csv", rows(("c1", "x", "1")))
    bench.sources = [CASES]
    seen: list[tuple[str, str]] = []
    load_sources(
        bench.settings(),
        bench.config,
        bench.home,
        "9f1c52e7ab304d8866e0a1b7c3d2f4e5",
        lambda source, name: seen.append((source, name)),
    )
    assert seen == [("hr", "a.csv")]
