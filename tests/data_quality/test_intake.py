"""Each rule of the intake gate fails on its own defect, and on a clean delivery none does."""

from collections.abc import Callable

import pytest

from data_quality.findings import Gate, Outcome
from data_quality.gates import judge
from data_quality.suites import load_suite
from orchestration.locations import REFERENCE_SEEDS, Home
from orchestration.release.provenance import read_reference
from orchestration.release.warehouse import reading
from tests.tiny_warehouse import AS_OF, alter

FILES = "update raw.files set {} where feed = 'roster'"
RESPONSES = "intermediate.int_survey_responses_scored"
DEFECTS = {
    "file_not_refused": [FILES.format("is_refused = true")],
    "source_delivered": ["update raw.sources set file_count = 0 where feed = 'roster'"],
    "file_not_empty": [FILES.format("rows_read = 0, rows_accepted = 0")],
    "file_rows_balance": [FILES.format("rows_read = 2")],
    "accepted_rows_loaded": ["delete from raw.hr_cases"],
    "quarantined_share": [
        FILES.format("rows_read = 100, rows_accepted = 94, rows_quarantined = 6")
    ],
    "roster_present": ["delete from raw.roster"],
    "evidence_present": ["update raw.files set rows_accepted = 0 where feed <> 'roster'"],
    "measure_filled_share": ["update raw.survey_answers set answer = null"],
    "people_known_share": ["update raw.survey_answers set subject_id = '00123'"],
    "hierarchy_faulty_share": [
        "update intermediate.int_roster_dated set is_hierarchy_faulty = employee_id < 'p_11'"
    ],
    "wave_raters": [f"delete from {RESPONSES} where response_id > 'r3'"],
    "wave_items_answered_share": [f"update {RESPONSES} set answered_count = 3"],
    "items_keyed_as_answered": [
        "update intermediate.int_items_correlated set item_total_correlation = -0.1 "
        "where item_id = 'pulse_02'"
    ],
    "leaders_rated_share": ["update intermediate.int_survey_leader_waves set rater_count = 4"],
}

Judge = Callable[[Home, str], Outcome]


def outcome_of(home: Home, rule_id: str) -> Outcome:
    rules = [rule for rule in load_suite(Gate.INTAKE) if rule.rule_id == rule_id]
    with reading(home.warehouse) as connection:
        (check,) = judge(connection, Gate.INTAKE, read_reference(REFERENCE_SEEDS), AS_OF, rules)
    assert check.is_blocking == (check.outcome is not Outcome.PASSED)
    return check.outcome


def test_every_rule_has_a_defect_it_is_seen_to_fail_on() -> None:
    assert set(DEFECTS) == {rule.rule_id for rule in load_suite(Gate.INTAKE)}


def test_a_clean_delivery_passes_every_rule(home: Home) -> None:
    with reading(home.warehouse) as connection:
        checks = judge(connection, Gate.INTAKE, read_reference(REFERENCE_SEEDS), AS_OF)
    assert [check.message for check in checks if check.outcome is not Outcome.PASSED] == []
    assert [check.check_id for check in checks] == list(DEFECTS)


@pytest.mark.parametrize("rule_id", DEFECTS)
def test_the_defect_fails_its_rule(home: Home, rule_id: str) -> None:
    alter(home, *DEFECTS[rule_id])
    assert outcome_of(home, rule_id) is Outcome.FAILED


def test_a_refused_file_is_named_with_what_to_do(home: Home) -> None:
    alter(home, *DEFECTS["file_not_refused"])
    rules = [rule for rule in load_suite(Gate.INTAKE) if rule.rule_id == "file_not_refused"]
    with reading(home.warehouse) as connection:
        (check,) = judge(connection, Gate.INTAKE, read_reference(REFERENCE_SEEDS), AS_OF, rules)
    assert check.message == (
        "file_not_refused: 1 of 15 failed (roster_export/roster.csv); observed 1, needed at most "
        "0 breaches. Ask the sender for a corrected export, or correct the mapping of this source."
    )


@pytest.mark.parametrize("rule_id", ["file_not_refused", "quarantined_share"])
def test_nothing_delivered_is_not_evaluated(home: Home, rule_id: str) -> None:
    alter(home, "delete from raw.files")
    assert outcome_of(home, rule_id) is Outcome.NOT_EVALUATED


def test_missing_raw_tables_block_every_rule(home: Home) -> None:
    alter(home, "drop schema raw cascade", "drop schema intermediate cascade")
    with reading(home.warehouse) as connection:
        checks = judge(connection, Gate.INTAKE, read_reference(REFERENCE_SEEDS), AS_OF)
    assert {check.outcome for check in checks} == {Outcome.NOT_EVALUATED}
    assert all(check.is_blocking for check in checks)


def test_a_rule_of_a_feed_that_is_not_configured_is_listed_and_does_not_block(home: Home) -> None:
    alter(home, "delete from raw.sources where feed = 'survey_answers'")
    with reading(home.warehouse) as connection:
        checks = judge(connection, Gate.INTAKE, read_reference(REFERENCE_SEEDS), AS_OF)
    excused = [check for check in checks if "feed_not_configured" in check.message]
    assert {check.check_id for check in excused} == {
        "wave_raters",
        "wave_items_answered_share",
        "items_keyed_as_answered",
        "leaders_rated_share",
    }
    assert {check.outcome for check in excused} == {Outcome.NOT_EVALUATED}
    assert not any(check.is_blocking for check in checks)
