"""Valid statements are accepted and invalid ones quarantined with the reason."""

import copy
import json
from pathlib import Path

import pytest

from orchestration.extract.readers import open_table
from orchestration.extract.xapi_checks import StatementError
from orchestration.extract.xapi_rules import check_statement
from orchestration.settings import Source

SHARED = Path(__file__).resolve().parents[2].parent / "shared/data/xapi-adl-conformance"
VERSIONS = ("v1_0_2", "v1_0_3", "v2_0")
COURSE = "http://adlnet.gov/expapi/activities/course"
VERBS = "http://adlnet.gov/expapi/verbs"
UUID = "8f87ccde-bb56-4c2e-ab83-44982ef2{:04x}"
FEED = {"feed": "training_completions", "format": "xapi"}


def template(version: str, part: str, name: str) -> object:
    return json.loads((SHARED / version / "templates" / part / f"{name}.json").read_text())


def statement(**parts: object) -> dict:
    return {**template("v1_0_3", "statements", "default"), **parts}  # type: ignore[dict-item]


def placed(part: str, content: object) -> dict:
    """A statement that holds a part where that part belongs."""
    if part in ("agents", "groups"):
        return statement(actor=content)
    if part == "verbs":
        is_voiding = content.get("id", "").endswith("voided")  # type: ignore[union-attr]
        ref = {"objectType": "StatementRef", "id": UUID.format(1)}
        return statement(verb=content, **({"object": ref} if is_voiding else {}))
    places = {"activities": "object", "substatements": "object", "results": "result"}
    return statement(**{places.get(part, "context"): content})


def is_invalid(part: str, name: str) -> bool:
    """Whether ADL wrote the template to be refused, by its name and place."""
    if part == "statements":
        incomplete = {"actor", "authority", "object_activity", "object_actor", "verb"}
        return name in incomplete | {"object_substatement", "object_statementref_no_id"} or (
            name.startswith("no_") or name == "multiple_actor"
        )
    if part == "substatements":
        incomplete = {"activity", "actor", "agent", "group", "verb", "statementref_no_id"}
        return name in incomplete or name.startswith("no_") or "invalid" in name
    if part == "activities":
        is_untyped = name.startswith(("numeric_", "string_"))
        return "invalid" in name or name == "no_id" or is_untyped
    if part in ("agents", "groups"):
        return name in ("account_no_homepage", "account_no_name", "anonymous_no_member") or (
            name.startswith("identified_account_no_") and name != "identified_account_no_member"
        )
    if part == "contexts":  # an Agent and a Group without any identity
        return name in ("instructor", "team") or "invalid" in name
    return name == "no_id"


def conformance() -> list[tuple[str, str, str]]:
    return [
        (path.parts[-4], path.parent.name, path.stem)
        for version in VERSIONS
        for path in sorted((SHARED / version).rglob("*.json"))
    ]


def test_the_conformance_set_is_whole() -> None:
    assert len(conformance()) > 300


@pytest.mark.parametrize(("version", "part", "name"), conformance())
def test_adl_conformance(tmp_path: Path, version: str, part: str, name: str) -> None:
    text = (SHARED / version / "templates" / part / f"{name}.json").read_text()
    if part != "statements":
        text = json.dumps(placed(part, json.loads(text)))
    (tmp_path / "export").write_text(text)
    with open_table(tmp_path / "export", Source(id="a", location="x", **FEED)) as table:
        batches = [batch.to_pylist() for batch in table.batches([])]
    faults = [(row["_rule"], row["_field"]) for batch in batches for row in batch]
    if is_invalid(part, name):
        assert len(faults) == 1
        assert faults[0][0].startswith("xapi_")
        assert faults[0][1]
    else:
        assert faults == []
        assert table.skipped == 1


@pytest.mark.parametrize(
    ("change", "rule", "field"),
    [
        ({"id": "x"}, "xapi_uuid", "id"),
        ({"timestamp": "yesterday"}, "xapi_timestamp", "timestamp"),
        ({"version": "0.9"}, "xapi_version", "version"),
        ({"extra": 1}, "xapi_unknown_property", "statement"),
        ({"result": None}, "xapi_null", "statement.result"),
        ({"result": {"score": {"raw": 5, "min": 6, "max": 9}}}, "xapi_score", "result.score"),
        ({"result": {"score": {"scaled": 1.2}}}, "xapi_score", "result.score.scaled"),
        ({"result": {"score": {"raw": "5"}}}, "xapi_wrong_type", "result.score.raw"),
        ({"result": {"duration": "1 hour"}}, "xapi_duration", "result.duration"),
        ({"result": {"success": "true"}}, "xapi_wrong_type", "result.success"),
        ({"actor": {"mbox": "a@b.c"}}, "xapi_identifier", "actor.mbox"),
        ({"actor": {"mbox": "mailto:a@b", "openid": "http://a"}}, "xapi_identifier", "actor"),
        ({"actor": {"mbox_sha1sum": "abc"}}, "xapi_identifier", "actor.mbox_sha1sum"),
        ({"verb": {"id": "completed"}}, "xapi_iri", "verb.id"),
        ({"verb": {"id": f"{VERBS}/voided"}}, "xapi_voids_no_statement", "object"),
        ({"attachments": {}}, "xapi_wrong_type", "attachments"),
    ],
)
def test_a_breach_is_named_by_rule_and_field(change: dict, rule: str, field: str) -> None:
    check_statement(statement())
    with pytest.raises(StatementError) as breach:
        check_statement(statement(**change))
    assert (breach.value.rule, breach.value.field) == (rule, field)


def completion(number: int = 1, **parts: object) -> dict:
    return {
        "id": UUID.format(number),
        "actor": {"account": {"homePage": "https://hr.example", "name": f"e{number}"}},
        "verb": {"id": f"{VERBS}/completed"},
        "object": {"id": "https://lms.example/empathy", "definition": {"type": COURSE}},
        "timestamp": "2025-01-10T17:00:00+01:00",
        **parts,
    }


def load(bench, *statements: dict, **source: object) -> list[tuple]:
    bench.one(json.dumps(statements), **FEED, **source)
    return bench.query(
        "select learner_id, program_id, completed_at, score from raw.training_completions"
    )


def test_a_completed_course_is_a_row_with_its_time_in_utc(bench) -> None:
    (row,) = load(bench, completion())
    assert row[0].startswith("p_")
    assert row[1:] == ("https://lms.example/empathy", "2025-01-10 16:00:00", None)


def test_modules_other_verbs_and_failures_are_no_rows(bench) -> None:
    module = completion(2)
    module["object"] = {"id": "https://lms.example/m1", "definition": {"type": COURSE + "/x"}}
    rows = load(
        bench,
        completion(1, verb={"id": f"{VERBS}/attempted"}),
        module,
        completion(3, object={"id": "https://lms.example/untyped"}),
        completion(4, result={"completion": False}),
        completion(5),
    )
    assert len(rows) == 1
    assert bench.query("select records_read, rows_read from raw.files") == [(5, 1)]


@pytest.mark.parametrize(
    ("score", "share"),
    [
        ({"raw": 50, "min": 0, "max": 100, "scaled": 0.0}, "0.5"),
        ({"raw": 75, "max": 100}, "0.75"),
        ({"raw": 3, "min": 1, "max": 5}, "0.5"),
        ({"scaled": 0.9}, "0.9"),
        ({"raw": 50}, None),
        ({}, None),
    ],
)
def test_a_score_is_computed_from_its_bounds(bench, score: dict, share: str | None) -> None:
    assert load(bench, completion(result={"score": score}))[0][3] == share


def test_a_voided_statement_is_taken_out_wherever_the_voiding_comes(new_bench) -> None:
    voiding = completion(9, verb={"id": f"{VERBS}/voided"})
    voiding["object"] = {"objectType": "StatementRef", "id": UUID.format(1).upper()}
    for files in (
        [[completion(1), completion(2), voiding]],
        [[voiding, completion(1), completion(2)]],
        [[completion(1), completion(2)], [voiding]],
        [[voiding], [completion(1), completion(2)]],
    ):
        bench = new_bench()
        for at, statements in enumerate(files):
            bench.put(f"x{at}.json", json.dumps(statements))
        bench.sources = [{"id": "lms", "location": "exports/*.json", **FEED}]
        report = bench.load()
        assert report.rows_accepted == 1
        assert bench.query("select rule, row_count from raw.quarantine_counts") == [("voided", 1)]


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        ({"mbox": "mailto:e1@acme.example"}, "e1@acme.example"),
        ({"mbox_sha1sum": "cd9b00a5611f94eaa7b1661edab976068e364975"}, None),
        ({"openid": "https://id.example/e1"}, "https://id.example/e1"),
        ({"account": {"homePage": "https://hr.example", "name": "e1"}}, "e1"),
    ],
)
def test_every_identity_of_an_actor_joins_the_roster(bench, actor: dict, expected) -> None:
    identity = expected or actor["mbox_sha1sum"]
    bench.put("roster.csv", f"employee_id\n{identity}\n")
    bench.put("x.json", json.dumps([completion(actor=actor)]))
    constants = {"effective_on": "2025-01-01", "org_unit_id": "u", "is_people_leader": "yes"}
    roster = {"id": "hr", "feed": "roster", "format": "csv", "location": "exports/roster.csv"}
    bench.sources = [
        {**roster, "constants": constants},
        {"id": "lms", "location": "exports/x.json", **FEED},
    ]
    bench.load()
    assert bench.column("select employee_id from raw.roster") == bench.column(
        "select learner_id from raw.training_completions"
    )


def test_a_group_is_no_learner(bench) -> None:
    group = {"objectType": "Group", "mbox": "mailto:team@acme.example"}
    assert load(bench, completion(actor=group)) == []
    assert [found[1:3] for found in bench.quarantined()] == [("actor", "actor_is_group")]


def test_equal_account_names_of_two_systems_are_never_one_person(bench) -> None:
    other = completion(2, actor={"account": {"homePage": "https://old.example", "name": "e1"}})
    bench.one(json.dumps([completion(1), other]), **FEED)
    assert bench.column("select refusal_rule from raw.files") == ["several_account_homes"]
    where = {"actor.account.homePage": ["https://hr.example"]}
    assert len(load(bench, completion(1), other, where=where)) == 1


def test_a_cohort_comes_from_a_context_extension(bench) -> None:
    iri = "https://acme.example/cohort"
    load(
        bench,
        completion(context={"extensions": {iri: "c1"}}),
        columns={"cohort_id": f"context.extensions.{iri}"},
    )
    assert bench.column("select cohort_id from raw.training_completions") == ["c1"]


def test_the_later_of_two_completions_stands(bench) -> None:
    again = completion(2, actor=completion(1)["actor"], timestamp="2025-02-01T00:00:00Z")
    rows = load(bench, again, completion(1))
    assert [row[2] for row in rows] == ["2025-02-01 00:00:00"]
    assert bench.column("select rows_superseded from raw.files") == [1]


def test_array_lines_and_answers_of_a_record_store_are_read_alike(new_bench) -> None:
    statements = [completion(1), completion(2)]
    forms = (
        json.dumps(statements, indent=1),
        "\n".join(json.dumps(s) for s in statements),
        json.dumps({"statements": statements, "more": ""}),
    )
    for text in forms:
        bench = new_bench()
        assert bench.one(text, **FEED).rows_accepted == 2


def test_a_row_knows_the_line_its_statement_starts_on(bench) -> None:
    bench.one("[\n" + json.dumps(completion(1)) + ",\n\n" + json.dumps(completion(2)) + "]", **FEED)
    lines = bench.column("select _file_line from raw.training_completions order by 1")
    assert lines == [2, 4]


@pytest.mark.parametrize(
    "text", ["[{}", '[{"a": 1},', "{", '[{"a": NaN}]', "[] []", "[" * 50_000, '{"a":1}}']
)
def test_broken_json_refuses_the_file(bench, text: str) -> None:
    assert bench.one(text, **FEED).parsed.refusal_rule == "malformed_json"


def test_checking_changes_no_statement() -> None:
    given = completion()
    kept = copy.deepcopy(given)
    check_statement(given)
    assert given == kept
