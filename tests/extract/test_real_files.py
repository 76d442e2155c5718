"""Files of real organizations and vendors: every row accepted, or the file refused by name."""

import pytest

CONSTANTS = {
    "survey_id": "s",
    "wave_id": "w",
    "instrument_id": "I",
    "instrument_version": "1",
    "submitted_at": "2025-01-01",
}


def test_insteval_is_accepted_whole_as_360_and_roster(bench, shared) -> None:
    location = str(shared / "ratings-insteval/InstEval.csv")
    bench.sources = [
        {
            "id": "ratings",
            "feed": "survey_answers",
            "format": "csv",
            "location": location,
            "columns": {"response_id": "rownames", "respondent_id": "s", "subject_id": "d"},
            "items": {"y": "i1"},
            "constants": CONSTANTS | {"relation": "direct_report"},
        },
        {
            "id": "lecturers",
            "feed": "roster",
            "format": "csv",
            "location": location,
            "columns": {"employee_id": "d", "org_unit_id": "dept"},
            "constants": {"effective_on": "2023-01-01", "is_people_leader": "yes"},
        },
    ]
    bench.load()
    assert bench.query(
        "select source_id, rows_read, rows_accepted, rows_duplicate from raw.files"
    ) == [
        ("lecturers", 73_421, 1_128, 72_293),
        ("ratings", 73_421, 73_421, 0),
    ]
    assert bench.query("select answer, count(*) from raw.survey_answers group by 1 order by 1") == [
        ("1", 10_186),
        ("2", 12_951),
        ("3", 17_609),
        ("4", 16_921),
        ("5", 15_754),
    ]
    assert bench.query(
        "select count(distinct respondent_id), count(distinct subject_id) from raw.survey_answers"
    ) == [(2_972, 1_128)]


def test_fevs_is_unfolded_from_its_compressed_csv(bench, shared) -> None:
    outcome = bench.one(
        shared / "survey-fevs-2018/test_set.csv.gz",
        feed="survey_answers",
        columns={"response_id": "RANDOM", "respondent_id": "RANDOM"},
        items={"Q42": "i1", "Q52": "i2"},
        constants=CONSTANTS,
    )
    assert (outcome.parsed.records_read, outcome.rows_accepted) == (101_881, 203_762)
    assert bench.column("select count(distinct respondent_id) from raw.survey_answers") == [101_881]


def test_ibm_attrition_gives_roster_and_separations(bench, shared) -> None:
    path = shared / "hr-ibm-attrition/emp_attrition.csv"
    roster = bench.one(
        path,
        feed="roster",
        columns={
            "employee_id": "EmployeeNumber",
            "org_unit_id": "Department",
            "job_level": "JobLevel",
            "gender": "Gender",
            "is_people_leader": "JobRole",
        },
        constants={"effective_on": "2022-01-01"},
        values={
            "is_people_leader": {
                "Manager": "yes",
                **dict.fromkeys(
                    (
                        "Sales Executive", "Research Scientist", "Laboratory Technician",
                        "Manufacturing Director", "Healthcare Representative",
                        "Sales Representative", "Research Director", "Human Resources",
                    ),
                    "no",
                ),
            }
        },
    )  # fmt: skip
    assert (roster.parsed.rows_read, roster.rows_accepted) == (1_470, 1_470)
    separations = bench.one(
        path,
        feed="separations",
        columns={"employee_id": "EmployeeNumber"},
        constants={"separated_on": "2022-06-30", "is_voluntary": "yes"},
        where={"Attrition": ["Yes"]},
    )
    assert (separations.parsed.records_read, separations.rows_accepted) == (1_470, 237)


def test_the_spreadsheet_named_csv_is_refused_and_the_load_goes_on(bench, shared) -> None:
    bench.put("ok.csv", "employee_id\na\n")
    constants = {"effective_on": "2022-01-01", "org_unit_id": "u", "is_people_leader": "no"}
    roster = {"feed": "roster", "format": "csv", "constants": constants}
    bench.sources = [
        {"id": "bad", "location": str(shared / "survey-csps-2020/csps2020_org_scores.csv")}
        | roster,
        {"id": "ok", "location": "exports/ok.csv"} | roster,
    ]
    bench.load()
    assert bench.query("select source_id, is_refused, refusal_rule from raw.files") == [
        ("bad", True, "wrong_format"),
        ("ok", False, None),
    ]
    assert bench.column("select count(*) from raw.roster") == [1]


FOOD = {
    "feed": "survey_comments",
    "columns": {"response_id": "RespondentID", "theme": "Gender"},
    "constants": {"comment_id": "1"},
}


def test_mac_roman_is_refused_as_utf8_and_exact_when_declared(bench, shared) -> None:
    path = shared / "surveymonkey-fivethirtyeight/food-world-cup/food-world-cup-data.csv"
    refused = bench.one(path, **FOOD)
    assert refused.parsed.refusal_rule == "encoding"
    assert "mac_roman" in refused.parsed.refusal_message
    question = "Please rate how much you like the traditional cuisine of\u00a0Australia."
    declared = bench.one(
        path, **FOOD | {"columns": {"response_id": "RespondentID", "theme": question}},
        values={"theme": {"": "not answered"}}, encoding="mac_roman",
    )  # fmt: skip
    assert declared.parsed.refusal_rule is None
    assert (declared.parsed.rows_read, declared.rows_accepted) == (1_373, 1_373)
    assert set(bench.column("select distinct theme from raw.survey_comments")) == {
        "not answered", "N/A", "1", "2", "3", "4", "5",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "columns", "records"),
    [
        ("comma-survey/comma-survey.csv", ("RespondentID", "Gender"), 1_129),
        ("flying-etiquette-survey/flying-etiquette.csv", ("RespondentID", "Gender"), 1_040),
    ],
)
def test_surveymonkey_exports_are_read_whole(
    bench, shared, name: str, columns: tuple[str, str], records: int
) -> None:
    outcome = bench.one(
        shared / "surveymonkey-fivethirtyeight" / name,
        feed="survey_comments",
        columns={"response_id": columns[0], "theme": columns[1]},
        constants={"comment_id": "1"},
        values={"theme": {"": "not answered"}},
    )
    assert (outcome.parsed.rows_read, outcome.rows_accepted) == (records, records)


def test_the_responses_of_a_workbook_with_other_sheets_are_all_read(bench, shared) -> None:
    outcome = bench.one(
        shared / "googleforms-pokemon/responses.xlsx",
        feed="survey_comments",
        format="xlsx",
        columns={"coded_at": "Timestamp", "theme": "What is your favourite Pokémon?"},
        constants={"response_id": "form"},
        surrogate_key=True,
    )
    assert outcome.parsed.refusal_rule is None
    assert (outcome.parsed.rows_read, outcome.rows_accepted) == (52_836, 52_725)
    assert bench.query("select rule, field, row_count from raw.quarantine_counts") == [
        ("blank_required", "theme", 111)
    ]
    assert bench.column("select min(coded_at)[:19] from raw.survey_comments")[0].startswith("2019-")


def test_glint_items_are_unfolded_without_their_comment_columns(bench, shared) -> None:
    outcome = bench.one(
        shared / "glint-vivaglint/r/survey_export.csv",
        feed="survey_answers",
        columns={
            "response_id": "EMP ID",
            "respondent_id": "EMP ID",
            "subject_id": "Manager ID",
            "submitted_at": "Survey Cycle Completion Date",
        },
        items={"My work is meaningful": "i1", "I feel valued": "i2"},
        date_format="%d-%m-%Y %H:%M",
        constants={k: v for k, v in CONSTANTS.items() if k != "submitted_at"},
    )
    assert outcome.parsed.refusal_rule is None
    assert outcome.rows_accepted == outcome.parsed.rows_read == 2 * outcome.parsed.records_read
    assert bench.column("select distinct submitted_at from raw.survey_answers") == [
        "2024-03-26 09:34:00"
    ]


def test_glint_leavers_are_the_rows_with_a_termination_date(bench, shared) -> None:
    outcome = bench.one(
        shared / "glint-vivaglint/py/sample_attrition.csv",
        feed="separations",
        columns={"employee_id": "Employee ID", "separated_on": "Termination Date"},
        constants={"is_voluntary": "yes"},
        unless={"Termination Date": [""]},
    )
    assert (outcome.parsed.records_read, outcome.rows_accepted) == (12, 5)
