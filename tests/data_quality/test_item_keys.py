"""A reverse key that is missing from the register stops the run, on the answers of real people."""

import csv

import pytest

from data_quality.findings import CheckResult, Gate, Outcome
from data_quality.gates import judge
from data_quality.suites import load_suite
from orchestration.locations import REFERENCE_SEEDS, Home
from orchestration.release.provenance import read_reference
from orchestration.release.warehouse import reading
from tests.indicators.conftest import CASES, DBT, render
from tests.tiny_warehouse import AS_OF, alter

__all__ = ["render"]

BFI = CASES / "05_cronbach_bfi_reverse_items" / "input.csv"
MODEL = DBT / "models" / "intermediate" / "instruments" / "int_items_correlated.sql"
AGREEABLENESS = ("A1", "A2", "A3", "A4", "A5")


def forms(reversed_items: set[str], least: int, most: int) -> str:
    """int_forms_completed of one scale of the questionnaire, from some of its people."""
    items = " union all ".join(
        f"select id, '{item}' as item_id, "
        f"{f'7 - {item}' if item in reversed_items else item} as scored_value from complete"
        for item in AGREEABLENESS
    )
    answered = " and ".join(f"{item} is not null" for item in AGREEABLENESS)
    return (
        "create or replace table int_forms_completed as with complete as (select * from "
        f"read_csv('{BFI}', header = true) where {answered} order by id "
        f"limit {most - least} offset {least}) "
        "select 'BFI' as instrument_id, '2' as instrument_version, 'agreeable' as construct, "
        "'l' as leader_id, id as form_id, id as rater_id, 5 as item_count, item_id, scored_value "
        f"from ({items})"
    )


@pytest.fixture
def judged(home: Home, render):
    """The check of the keys, on the items as the model correlates them."""

    def judge_keys(reversed_items: set[str], least: int = 0, most: int = 10_000) -> CheckResult:
        alter(
            home,
            forms(reversed_items, least, most),
            "create or replace table intermediate.int_items_correlated as "
            + render(MODEL.read_text(encoding="utf-8")),
        )
        rules = [one for one in load_suite(Gate.INTAKE) if one.rule_id == "items_keyed_as_answered"]
        with reading(home.warehouse) as connection:
            (check,) = judge(connection, Gate.INTAKE, read_reference(REFERENCE_SEEDS), AS_OF, rules)
        return check

    return judge_keys


def test_items_that_are_keyed_as_people_answer_them_pass(judged) -> None:
    assert judged({"A1"}).outcome is Outcome.PASSED


def test_a_missing_reverse_key_blocks_and_names_instrument_version_and_item(judged) -> None:
    check = judged(set())
    assert check.outcome is Outcome.FAILED
    assert check.is_blocking
    assert "1 of 5 failed (BFI 2, A1 in agreeable)" in check.message


def test_a_key_too_many_blocks_as_well(judged) -> None:
    assert "(BFI 2, A3 in agreeable)" in judged({"A1", "A3"}).message


def test_few_forms_say_nothing_about_a_key_and_do_not_block(judged) -> None:
    least = _threshold("item_total_min_forms")
    few, enough = judged(set(), 0, least - 1), judged(set(), 0, least)
    assert few.outcome is Outcome.NOT_EVALUATED
    assert not few.is_blocking
    assert "too_few_forms" in few.message
    assert enough.outcome is Outcome.FAILED


def _threshold(threshold_id: str) -> int:
    with (REFERENCE_SEEDS / "thresholds.csv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        return int(next(row["value"] for row in rows if row["threshold_id"] == threshold_id))
