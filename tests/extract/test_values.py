"""Each kind of cell has one normal form; everything else is quarantined with line, field, rule."""

import json
import unicodedata

import pytest

from orchestration.extract.normalize import BLANKS

ANSWERS = {
    "feed": "survey_answers",
    "constants": {
        "survey_id": "s",
        "wave_id": "w",
        "instrument_id": "I",
        "instrument_version": "1",
        "item_id": "i1",
        "submitted_at": "2025-01-01",
    },
}
ROSTER = {
    "feed": "roster",
    "constants": {"effective_on": "2025-01-01", "org_unit_id": "u", "is_people_leader": "no"},
}


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("11", "out_of_range"),
        ("-1", "out_of_range"),
        ("4.5", "invalid_integer"),
        ("inf", "invalid_integer"),
        ("NaN", "invalid_integer"),
        ("1e400", "invalid_integer"),
        ('"4,5"', "invalid_integer"),
        (" 4", "invalid_integer"),
        ("four", "invalid_integer"),
        ("0x4", "invalid_integer"),
        ("#N/A", "invalid_integer"),
        ("٤", "invalid_integer"),
    ],
)
def test_a_bad_answer_is_quarantined(bench, cell: str, rule: str) -> None:
    outcome = bench.one(f"response_id,answer\nr0,4\nr1,{cell}\n", **ANSWERS)
    assert (outcome.rows_accepted, outcome.rows_quarantined) == (1, 1)
    assert bench.quarantined() == [(3, "answer", rule, cell.strip('"'))]
    assert bench.query("select rule, field, row_count from raw.quarantine_counts") == [
        (rule, "answer", 1)
    ]


@pytest.mark.parametrize(
    ("cell", "stored"),
    [("4", "4"), ("04", "4"), ("4.0", "4"), ("", None), ("  ", None), ("+4", "4")],
)
def test_a_good_answer_has_one_form(bench, cell: str, stored: str | None) -> None:
    bench.one(f"response_id,answer\nr0,{cell}\n", **ANSWERS)
    assert bench.column("select answer from raw.survey_answers") == [stored]


@pytest.mark.parametrize(
    "kept", ["00123", "NA", "Null", "None", "true", "1e5", "Zoë", "a b", "AB", "ab"]
)
def test_an_id_is_kept_as_text(bench, kept: str) -> None:
    bench.one(f"response_id,answer\n{kept},4\n", **ANSWERS)
    assert bench.column("select response_id from raw.survey_answers") == [kept]


@pytest.mark.parametrize("written", ["Zoe\u0308", " Zoë", "Zoë\u00a0", "\tZoë\u202f"])
def test_composed_forms_and_outer_blanks_are_one_id(bench, written: str) -> None:
    bench.one(f"response_id,answer\n{written},4\n", **ANSWERS)
    assert bench.column("select response_id from raw.survey_answers") == ["Zoë"]


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("a\u200bb", "invalid_characters"),
        ("a\ufeffb", "invalid_characters"),
        ("a\u202eb", "invalid_characters"),
        ("a\x07b", "invalid_characters"),
        ("a\ufffdb", "invalid_characters"),
        ('"a\nb"', "invalid_characters"),
        ("#REF!", "spreadsheet_error"),
        ("x" * 257, "too_long"),
        ("\u00a0", "blank_required"),
    ],
)
def test_a_bad_id_is_quarantined(bench, cell: str, rule: str) -> None:
    bench.one(f"response_id,answer\n{cell},4\n", **ANSWERS)
    assert [(field, found) for _, field, found, _ in bench.quarantined()] == [("response_id", rule)]


@pytest.mark.parametrize(
    ("date_format", "cell", "stored"),
    [
        ("iso", "2025-04-03", "2025-04-03"),
        ("iso", "2025-04-03 10:00:00", "2025-04-03"),
        ("iso", "03/04/2025", None),
        ("iso", "2025-02-30", None),
        ("iso", "0000-00-00", None),
        ("iso", "2025-4-3", None),
        ("%d/%m/%Y", "03/04/2025", "2025-04-03"),
        ("%m/%d/%Y", "03/04/2025", "2025-03-04"),
        ("%d/%m/%Y", "04/13/2025", None),
        ("%d/%m/%Y", "2025-04-03", None),
        ("%d/%m/%Y", "03/04/2025x", None),
        ("%d.%m.%Y", "31.12.1899", None),
    ],
)
def test_a_date_is_read_by_the_declared_format_only(
    bench, date_format: str, cell: str, stored: str | None
) -> None:
    source = ROSTER | {"date_format": date_format, "date_formats": {"effective_on": "iso"}}
    bench.one(f"employee_id,hired_on\ne1,{cell}\n", **source)
    accepted = bench.column("select hired_on from raw.roster")
    assert accepted == ([stored] if stored else [])
    if stored is None:
        assert bench.quarantined() == [(2, "hired_on", "invalid_date", cell)]


@pytest.mark.parametrize(
    ("zone", "cell", "stored"),
    [
        ("UTC", "2025-01-01T10:00:00Z", "2025-01-01 10:00:00"),
        ("UTC", "2025-01-01 10:00", "2025-01-01 10:00:00"),
        ("America/Denver", "2025-01-01 10:00:00", "2025-01-01 17:00:00"),
        ("America/Denver", "2025-07-01 10:00:00.25", "2025-07-01 16:00:00.25"),
        ("America/Denver", "2025-07-01T10:00:00+02:00", "2025-07-01 08:00:00"),
        ("America/Denver", "2025-03-09 02:30:00", None),
        ("America/Denver", "2025-11-02 01:30:00", "2025-11-02 08:30:00"),
        ("UTC", "2025-01-01 25:00", None),
    ],
)
def test_a_time_is_stored_in_utc(bench, zone: str, cell: str, stored: str | None) -> None:
    constants = {k: v for k, v in ANSWERS["constants"].items() if k != "submitted_at"}
    source = ANSWERS | {"constants": constants, "time_zone": zone}
    bench.one(f"response_id,answer,submitted_at\nr,4,{cell}\n", **source)
    assert bench.column("select submitted_at from raw.survey_answers") == (
        [stored] if stored else []
    )
    if stored is None:
        assert bench.quarantined() == [(2, "submitted_at", "invalid_timestamp", cell)]


@pytest.mark.parametrize(
    ("cell", "stored"), [("TRUE", "true"), ("Yes", "true"), ("0", "false"), ("n", "false")]
)
def test_a_boolean_has_one_form(bench, cell: str, stored: str) -> None:
    constants = {"effective_on": "2025-01-01", "org_unit_id": "u"}
    bench.one(f"employee_id,is_people_leader\ne,{cell}\n", feed="roster", constants=constants)
    assert bench.column("select is_people_leader from raw.roster") == [stored]


def test_relations_are_folded_mapped_and_defaulted(bench) -> None:
    source = ANSWERS | {"values": {"relation": {"Vorgesetzter": "manager", "": "other"}}}
    text = "response_id,answer,relation\na,1,Direct Report\nb,1,Vorgesetzter\nc,1,\nd,1,Boss\n"
    bench.one(text, **source)
    assert bench.query("select response_id, relation from raw.survey_answers") == [
        ("a", "direct_report"),
        ("b", "manager"),
        ("c", "other"),
    ]
    assert bench.quarantined() == [(5, "relation", "invalid_enum", "Boss")]


def test_sentinels_are_blank_where_they_are_declared(bench) -> None:
    bench.one("response_id,answer\na,-99\nb,3\n", **ANSWERS, missing=["-99"])
    assert bench.query("select response_id, answer from raw.survey_answers") == [
        ("a", None),
        ("b", "3"),
    ]


@pytest.mark.parametrize(
    ("row", "rule", "field"),
    [
        ("o,p,q,seen,2,false", "out_of_range", "score"),
        ("o,p,q,seen,,false", "blank_required", "score"),
        ("o,p,q,seen,1,true", "scored_unobserved", "score"),
        ("o,p,q,smile,1,false", "unregistered_behavior", "behavior_id"),
        ("o,,q,seen,1,false", "blank_required", "observer_id"),
    ],
)
def test_an_observation_must_fit_the_register(bench, row: str, rule: str, field: str) -> None:
    header = "observation_id,observer_id,leader_id,behavior_id,score,not_observed"
    bench.one(
        f"{header}\n{row}\nok,p,q,rated,5,\nun,p,q,rated,,true\n",
        feed="behavior_observations",
        constants={"observed_at": "2025-01-01"},
    )
    assert [(found_field, found) for _, found_field, found, _ in bench.quarantined()] == [
        (field, rule)
    ]
    assert bench.column("select count(*) from raw.behavior_observations") == [2]


def test_a_case_cannot_close_before_it_opens(bench) -> None:
    bench.one(
        "case_id,opened_at,closed_at\nc,2025-02-01,2025-01-31\n",
        feed="hr_cases",
        constants={"is_escalation": "false"},
    )
    assert [found[1:3] for found in bench.quarantined()] == [("closed_at", "closed_before_opened")]


def test_naughty_strings_are_stored_as_they_are_or_refused(bench, shared) -> None:
    strings = json.loads((shared / "badcsv/naughty-strings/blns.json").read_text())
    cells = ['"' + text.replace('"', '""') + '"' for text in strings if "\0" not in text]
    rows = "".join(f"{n},1,{cell}\n" for n, cell in enumerate(cells))
    source = {"feed": "coaching_sessions", "constants": {"held_on": "2025-01-01"}}
    outcome = bench.one(f"leader_id,x,kind\n{rows}", **source)
    assert outcome.parsed.rows_read == len(cells)
    stored = set(bench.column("select kind from raw.coaching_sessions")) - {None}
    assert len(stored) > 400
    assert stored <= {unicodedata.normalize("NFC", text.strip(BLANKS)) for text in strings}
