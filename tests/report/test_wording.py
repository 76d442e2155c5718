"""Every code that the models can give has words on the pages."""

import re
from pathlib import Path

import yaml

from orchestration.report import reasons, wording

DBT = Path(__file__).parents[2] / "dbt_project"


def accepted(column):
    """The values that the marts' own tests accept in a column of the panels."""
    (path,) = (DBT / "models/marts/people_health").glob("*.yml")
    (model,) = yaml.safe_load(path.read_text())["models"]
    (test,) = (t["sound"] for t in model["data_tests"] if "sound" in t)
    return test["arguments"]["values"][column]


def test_statuses():
    assert sorted(wording.STATUSES) == sorted(accepted("status"))


def test_cell_states():
    assert sorted(wording.CELL_STATES) == sorted(accepted("cell_state"))


def test_use_labels():
    assert sorted(wording.USES) == sorted(accepted("use_label"))


def test_reasons_of_a_status():
    macros = [
        (DBT / "macros" / name).read_text() for name in ("judge_status.sql", "judge_shown.sql")
    ]
    given = set(re.findall(r"then '(?:[a-z_]+:)([a-z_]+)'", macros[0]))
    given |= set(re.findall(r"(?:then|else|,) '([a-z_]+)'\)?\s*$", macros[1], re.MULTILINE))
    assert len(given) > 20
    unexplained = given - set(reasons.STATUS) - set(reasons.SUPPRESSION)
    assert unexplained == set()


def test_notes_on_an_estimate():
    given = set()
    for model in (DBT / "models/intermediate/indicators").glob("*.sql"):
        for case in re.findall(
            r"case((?:(?!case|end).)*?)end as estimate_note", model.read_text(), re.DOTALL
        ):
            given |= set(re.findall(r"then '([a-z_]+)'", case))
    assert len(given) >= 4
    assert given - set(reasons.STATUS) - set(reasons.SUPPRESSION) == set()


def test_notes_on_a_mean_of_raters():
    assert set(reasons.AGGREGATION) == set(
        re.findall(
            r"then '([a-z_]+)'",
            (DBT / "models/intermediate/instruments/int_aggregations_noted.sql")
            .read_text()
            .split("case")[-1],
        )
    )


def test_what_stands_in_the_way_of_a_claim():
    folder = DBT / "models/intermediate/scorecard"
    given = set()
    for model, column in (("claims_graded", "blocked_by"), ("scope_effects", "effect_verdict")):
        text = (folder / f"int_{model}.sql").read_text()
        for case in re.findall(rf"case((?:(?!case).)*?)end\s+as {column}", text, re.DOTALL):
            given |= set(re.findall(r"(?:then|else)\s+'([a-z_]+)'", case))
    given.discard("supported")
    assert given == set(reasons.CLAIM)


def test_a_reason_without_words_is_still_shown():
    assert reasons.why_status("quite_new") == "Quite new."
    assert reasons.why_withheld("quite_new") == "quite new"
