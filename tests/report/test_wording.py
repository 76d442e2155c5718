"""Every code that the models can give has words on the pages."""

import re
from pathlib import Path

import pytest
import yaml

from orchestration.report import reasons, reasons_of_analyses, wording, wording_of_analyses

DBT = Path(__file__).parents[2] / "dbt_project"
STATISTICS = Path(__file__).parents[2] / "orchestration/statistics"


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


def sound_values(model, column):
    """The values that a mart's own test accepts in a column."""
    for path in (DBT / "models/marts").rglob("*.yml"):
        for one in yaml.safe_load(path.read_text()).get("models", []):
            if one["name"] == model:
                tests = [t["sound"]["arguments"] for t in one["data_tests"] if "sound" in t]
                return set(tests[0]["values"][column])
    raise LookupError(model)


@pytest.mark.parametrize(
    ("model", "column", "words"),
    [
        ("fct_pilot_decision", "decision", wording_of_analyses.DECISIONS),
        ("fct_pilot_decision", "decision", wording_of_analyses.DECIDED),
        ("fct_pilot_decision", "decision_reason", reasons_of_analyses.PILOT_DECISION),
        ("fct_improvement_guard", "guard_reason", reasons_of_analyses.GUARD),
        ("fct_promotion_equity", "result", wording_of_analyses.EQUITY_RESULTS),
        ("fct_promotion_equity", "stratified_state", wording_of_analyses.STRATIFIED),
        ("fct_promotion_equity", "construct", wording_of_analyses.EQUITY_ATTRIBUTES),
        ("fct_promotion_equity", "test_reason", reasons_of_analyses.EQUITY),
        ("fct_severity_gaps", "finding", wording_of_analyses.SEVERITY_FINDINGS),
        ("fct_alerts", "alert_state", wording_of_analyses.ALERT_STATES),
        ("fct_alerts", "alert_reason", reasons_of_analyses.ALERT),
        ("fct_rater_quality", "agreement_reason", reasons_of_analyses.RATERS),
        ("fct_rater_quality", "status_reason", reasons_of_analyses.RATERS),
        ("fct_instrument_reliability", "suppression_reason", reasons_of_analyses.INSTRUMENT),
    ],
)
def test_codes_that_a_mart_accepts(model, column, words):
    assert sound_values(model, column) - set(words) == set()


def given_by(pattern, *paths):
    """The codes that a pattern finds in these files."""
    return {code for path in paths for code in re.findall(pattern, path.read_text(), re.M)}


def test_reasons_of_a_reading_of_a_pilot():
    given = given_by(r"'[a-z_]+:([a-z_]+)'", DBT / "macros/judge_pilot.sql")
    assert len(given) > 8
    assert given == set(reasons_of_analyses.PILOT_READING)


@pytest.mark.parametrize(
    ("words", "modules"),
    [
        (reasons_of_analyses.EFFECT, ("staggered", "training_effects")),
        (reasons_of_analyses.ASSOCIATION, ("association",)),
        (reasons_of_analyses.INSTRUMENT, ("factors",)),
        (reasons_of_analyses.MATCHED, ("split",)),
    ],
)
def test_reasons_that_the_statistics_give(words, modules):
    paths = [STATISTICS / f"{module}.py" for module in modules]
    given = given_by(r'return "([a-z]+_[a-z_]+)"$', *paths)
    given |= given_by(r'reason"?[:=] ?"([a-z_]+)"', *paths)
    given |= given_by(r'"not_comparable", "([a-z_]+)"', *paths)
    assert len(given) > 2
    assert given - set(words) == set()


def test_a_code_of_an_analysis_without_words_is_still_shown():
    assert reasons_of_analyses.why(reasons_of_analyses.ALERT, "quite_new") == "Quite new."
    assert reasons_of_analyses.why(reasons_of_analyses.ALERT, None) == ""
    assert reasons_of_analyses.why_in_passing(reasons_of_analyses.EQUITY, "a_b") == "a b"
