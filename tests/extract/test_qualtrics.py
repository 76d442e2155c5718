"""Every dialect of a Qualtrics export gives the same answers, or is refused with the reason."""

import csv
import io
import json
from pathlib import Path

import pytest

from orchestration.extract.codebook import read_codebook

CONSTANTS = {"survey_id": "s", "wave_id": "w", "instrument_id": "I", "instrument_version": "1"}
SURVEY = {"feed": "survey_answers", "format": "qualtrics", "constants": CONSTANTS}
ANSWERS = "select response_id, item_id, answer from raw.survey_answers order by all"
TUFTS = "qualtrics-tools-tufts"
HEAD = ["StartDate", "EndDate", "Status", "Finished", "RecordedDate", "ResponseId", "Q1", "Q2"]
IDS = ["startDate", "endDate", "status", "finished", "recordedDate", "_recordId", "QID1", "QID2_1"]


def export(
    rows: list[list[str]], head: list[str] = HEAD, ids: list[str] = IDS, zone: str | None = None
) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    marks = [{"ImportId": i} | ({"timeZone": zone} if zone and "Date" in i else {}) for i in ids]
    writer.writerows([head, ["text of\n" + name for name in head], map(json.dumps, marks), *rows])
    return buffer.getvalue()


def response(response_id: str, *answers: str, status: str = "0", finished: str = "1") -> list[str]:
    at = "2025-01-01 10:00:00"
    return [at, at, status, finished, at, response_id, *answers]


def test_current_and_legacy_form_of_one_survey_give_the_same_answers(new_bench, shared) -> None:
    found = []
    for name, item in (("sample.csv", "QID1"), ("sample_legacy.csv", "Q1")):
        bench = new_bench()
        bench.one(shared / "qualtrics-qualtRics" / name, items={item: "i1"}, **SURVEY)
        found.append(bench.query(ANSWERS))
    assert found[0] == found[1] == [("R_2YPOQ602ER1jkf1", "i1", "2")]


PAIRS = [
    (
        "No Basis for Evaluation",
        "No_Basis_for_Evaluation (Insights).csv",
        "No_Basis_for_Evaluation (Legacy).csv",
        ["Q1", "Q2_1", "Q2_2", "Q3_1", "Q3_4"],
    ),
    (
        "Single Answer Multiple Choice Questions",
        "Single_Answer_MC_Questions (Insights).csv",
        "Single_Answer_MC_Questions.csv",
        ["Q2"],
    ),
    (
        "Side-by-Side Questions",
        "SidebySide_Questions (Insights).csv",
        "SidebySide_Questions (Legacy).csv",
        ["Q1#1_1"],
    ),
]


@pytest.mark.parametrize(("folder", "current", "legacy", "names"), PAIRS)
def test_tufts_pairs_give_equal_answers(
    new_bench, shared, folder: str, current: str, legacy: str, names: list[str]
) -> None:
    items = {name: f"i{at}" for at, name in enumerate(names, start=1)}
    found = []
    for name in (current, legacy):
        bench = new_bench()
        bench.one(
            shared / TUFTS / folder / name,
            items=items,
            keep_statuses=["test"],
            missing=["-1", "-2"],
            **SURVEY,
        )
        found.append(bench.query(ANSWERS))
    assert found[0] == found[1]
    assert len(found[0]) >= 5 * len(names)
    assert any(answer is not None for _, _, answer in found[0])


def every_tufts_export() -> list[Path]:
    shared = Path(__file__).resolve().parents[2].parent / "shared/data"
    return sorted((shared / TUFTS).rglob("*.csv"))


@pytest.mark.parametrize("path", every_tufts_export(), ids=lambda path: path.stem)
def test_every_generated_tufts_response_is_taken_for_a_test(bench, path: Path) -> None:
    outcome = bench.one(path, columns={"item_id": "Status", "answer": "Finished"}, **SURVEY)
    assert outcome.parsed.refusal_rule is None
    assert outcome.parsed.rows_read == outcome.rows_quarantined > 0
    assert {rule for _, _, rule, _ in bench.quarantined()} == {"status_test"}


def test_labels_declared_as_values_are_refused_before_a_one_point_shift(bench, shared) -> None:
    outcome = bench.one(
        shared / "qualtrics-legitimacy-voting/qualtrics_text.csv",
        items={"practice_m3_1": "i1"},
        **SURVEY,
    )
    assert outcome.parsed.refusal_rule == "responses_mismatch"
    assert "responses: labels" in outcome.parsed.refusal_message
    assert bench.column("select count(*) from raw.survey_answers") == [0]


def test_values_declared_as_labels_are_refused(bench, shared) -> None:
    outcome = bench.one(
        shared / "qualtrics-legitimacy-voting/qualtrics.csv",
        items={"practice_m3_1": "i1"},
        responses="labels",
        labels={"1": "1"},
        **SURVEY,
    )
    assert outcome.parsed.refusal_rule == "responses_mismatch"


def test_mapped_labels_equal_the_values_of_the_same_responses(new_bench, shared) -> None:
    found = []
    options = ({}, {"responses": "labels", "labels": {str(n): str(n + 1) for n in range(6)}})
    for name, option in zip(("qualtrics.csv", "qualtrics_text.csv"), options, strict=True):
        bench = new_bench()
        bench.one(
            shared / "qualtrics-legitimacy-voting" / name,
            items={"practice_m3_1": "i1"},
            **SURVEY,
            **option,
        )
        found.append(bench.query(ANSWERS))
    assert found[0] == found[1]
    assert len(found[0]) == 156


def test_a_codebook_turns_labels_into_the_recodes_of_the_survey(bench) -> None:
    definition = {
        "SurveyElements": [
            {
                "Element": "SQ",
                "PrimaryAttribute": "QID1",
                "Payload": {
                    "Choices": {
                        "1": {"Display": "<b>Never</b>"},
                        "2": {"Display": "Always"},
                        "3": {"Display": "No basis"},
                        "4": {"Display": "Twice"},
                        "5": {"Display": "Twice"},
                    },
                    "RecodeValues": {"1": "1", "2": "7", "3": "-1", "4": "4", "5": "5"},
                },
            }
        ]
    }
    bench.put("survey.qsf", json.dumps(definition))
    rows = [
        response(f"R_{at}", label, "", status="IP Address", finished="True")
        for at, label in enumerate(["Never", "Always", "No basis", "Twice", "Sometimes"])
    ]
    bench.one(
        export(rows),
        items={"QID1": "i1"},
        responses="labels",
        codebook="exports/survey.qsf",
        **SURVEY,
    )
    assert bench.query(ANSWERS) == [("R_0", "i1", "1"), ("R_1", "i1", "7")]
    assert [(rule, value) for _, _, rule, value in bench.quarantined()] == [
        ("out_of_range", "-1"),
        ("invalid_integer", "Twice"),
        ("invalid_integer", "Sometimes"),
    ]


def test_a_changed_codebook_parses_the_file_again(bench) -> None:
    def define(value: str) -> None:
        payload = {"Choices": {"1": {"Display": "Yes"}}, "RecodeValues": {"1": value}}
        element = {"Element": "SQ", "PrimaryAttribute": "QID1", "Payload": payload}
        bench.put("survey.qsf", json.dumps({"SurveyElements": [element]}))

    rows = [response("R_1", "Yes", "", status="IP Address", finished="True")]
    source = {"responses": "labels", "codebook": "exports/survey.qsf", "items": {"QID1": "i1"}}
    for value in ("3", "4"):
        define(value)
        bench.one(export(rows), **source, **SURVEY)
        assert bench.column("select answer from raw.survey_answers") == [value]


def test_real_codebooks_are_read(shared) -> None:
    books = sorted((shared / TUFTS).rglob("*.qsf"))
    recodes = {path.stem: read_codebook(path) for path in books}
    assert len(recodes) >= 14
    squash = recodes["No_Basis_for_Evaluation"]["QID1"]
    assert squash
    assert set(squash.values()) - set("123456789")


def test_blank_response_ids_are_refused_and_a_surrogate_is_accepted(bench, shared) -> None:
    path = shared / "qualtrics-open-source-survey/survey_data.csv"
    source = {
        "items": {"QID29": "i1"},
        "responses": "labels",
        "labels": {"Yes": "1", "No": "0"},
        "constants": CONSTANTS | {"submitted_at": "2024-01-01"},
    }
    refused = bench.one(path, **SURVEY | source)
    assert refused.parsed.refusal_rule == "response_id_blank"
    assert "surrogate_key" in refused.parsed.refusal_message
    taken = bench.one(path, **SURVEY | source, surrogate_key=True)
    assert (taken.parsed.rows_read, taken.rows_accepted) == (384, 384)
    assert bench.column("select count(distinct response_id) from raw.survey_answers") == [384]


@pytest.mark.parametrize(
    ("status", "finished", "rule"),
    [
        ("1", "1", "status_preview"),
        ("2", "1", "status_test"),
        ("8", "1", "status_spam"),
        ("0", "1", None),
        ("4", "1", None),
        ("32", "0", None),
    ],
)
def test_what_is_no_response_is_quarantined_by_name(bench, status, finished, rule) -> None:
    rows = [response("R_1", "3", "4", status=status, finished=finished)]
    outcome = bench.one(export(rows), items={"QID1": "i1", "Q2": "i2"}, **SURVEY)
    if rule is None:
        assert outcome.rows_accepted == 2
    else:
        assert bench.quarantined() == [(12, "Status", rule, None)] * 2


def test_partial_responses_count_unless_the_source_says_not(bench) -> None:
    rows = [response("R_1", "3", "", finished="0"), response("R_2", "3", "4")]
    source = {"items": {"QID1": "i1", "QID2_1": "i2"}, **SURVEY}
    assert bench.one(export(rows), **source).rows_accepted == 4
    assert bench.one(export(rows), **source, keep_partials=False).rows_accepted == 2
    assert bench.quarantined() == [(12, "Finished", "partial_response", None)] * 2


def test_a_repeated_row_one_id_is_refused_and_its_import_ids_are_named(bench) -> None:
    head = [*HEAD[:-1], "Q1"]
    rows = [response("R_1", "3", "4")]
    refused = bench.one(export(rows, head), items={"Q1": "i1"}, **SURVEY)
    assert refused.parsed.refusal_rule == "column_ambiguous"
    assert "QID1, QID2_1" in refused.parsed.refusal_message
    bench.one(export(rows, head), items={"QID1": "i1", "QID2_1": "i2"}, **SURVEY)
    assert bench.query(ANSWERS) == [("R_1", "i1", "3"), ("R_1", "i2", "4")]


def test_the_zone_of_row_three_is_used_and_daylight_saving_kept(bench) -> None:
    winter, summer = response("R_w", "1", "1"), response("R_s", "1", "1")
    summer[4] = "2025-07-01 10:00:00"
    bench.one(
        export([winter, summer], zone="America/Denver"),
        items={"QID1": "i1"},
        time_zone="Asia/Tokyo",
        **SURVEY,
    )
    query = "select submitted_at, _version from raw.survey_answers order by 1"
    assert bench.query(query) == [
        ("2025-01-01 17:00:00", "2025-01-01 17:00:00"),
        ("2025-07-01 16:00:00", "2025-07-01 16:00:00"),
    ]


def test_without_a_zone_in_row_three_the_zone_of_the_source_is_used(bench) -> None:
    bench.one(
        export([response("R_1", "1", "1")]), items={"QID1": "i1"}, time_zone="Asia/Tokyo", **SURVEY
    )
    assert bench.column("select submitted_at from raw.survey_answers") == ["2025-01-01 01:00:00"]


def test_a_later_recorded_date_supersedes_in_any_order(new_bench) -> None:
    early, late = response("R_1", "1", "1"), response("R_1", "2", "2")
    late[4] = "2025-01-08 10:00:00"
    for order in ([early, late], [late, early]):
        bench = new_bench()
        outcome = bench.one(export(order), items={"QID1": "i1"}, **SURVEY)
        assert bench.query(ANSWERS) == [("R_1", "i1", "2")]
        assert outcome.rows_superseded == 1


def test_an_na_typed_by_a_respondent_is_not_a_blank(bench) -> None:
    bench.one(export([response("R_1", "NA", "1")]), items={"QID1": "i1"}, **SURVEY)
    assert [(rule, value) for _, _, rule, value in bench.quarantined()] == [
        ("invalid_integer", "NA")
    ]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (
            export([response("R_1", "1", "1")]).replace('{""ImportId', "{ImportId"),
            "qualtrics_header",
        ),
        ("a,b\n1,2\n", "qualtrics_header"),
        (export([response("R_1", "1", "1", status="", finished="")]), "responses_unverified"),
        (export([response("R_1", "1")]), "record_width"),
        (export([response("R_1", "1", "1")], ids=[*IDS[:-1], "QID1"]), "repeated_column_name"),
        (export([response("R_1", "1", "1")], zone="Mars/One"), "unknown_time_zone"),
    ],
)
def test_an_export_that_cannot_be_trusted_is_refused(bench, content: str, rule: str) -> None:
    outcome = bench.one(content, items={"QID1": "i1"}, **SURVEY)
    assert outcome.parsed.refusal_rule == rule


def test_a_question_that_vanished_between_pulls_is_named(bench, shared) -> None:
    folder = shared / "qualtrics-legitimacy-voting"
    header = next(csv.reader((folder / "0723/0723qualtrics.csv").open(newline="")))
    later = next(csv.reader((folder / "qualtrics.csv").open(newline="")))
    gone = next(name for name in header if name not in later)
    outcome = bench.one(folder / "qualtrics.csv", items={gone: "i1"}, **SURVEY)
    assert outcome.parsed.refusal_rule == "column_missing"
    assert gone in outcome.parsed.refusal_message


def test_how_long_a_response_took_is_read_where_the_export_says_it(new_bench) -> None:
    head, ids = ["Duration (in seconds)", *HEAD], ["duration", *IDS]
    rows = [["184", *response("R_1", "3", "4")], ["", *response("R_2", "3", "4")]]
    told, untold = new_bench(), new_bench()
    told.one(export(rows, head, ids), items={"QID1": "i1"}, **SURVEY)
    untold.one(export([row[1:] for row in rows]), items={"QID1": "i1"}, **SURVEY)
    query = "select duration_seconds from raw.survey_answers order by response_id"
    assert told.column(query) == ["184", None]
    assert untold.column(query) == [None, None]
