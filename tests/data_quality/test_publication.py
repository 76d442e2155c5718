"""Each rule of the publication gate fails on its own defect, and on clean marts none does."""

from dataclasses import replace

import pytest

from data_quality.findings import CheckResult, Gate, Outcome
from data_quality.gates import judge
from data_quality.suites import load_suite
from orchestration.locations import REFERENCE_SEEDS, Home
from orchestration.release.provenance import read_reference
from orchestration.release.warehouse import reading
from tests.tiny_warehouse import AS_OF, LEADER, alter, catalog

PULSE = "marts.fct_people_health set {} where indicator_id = 'pulse_empathy_score'"
SUPPRESSED = (
    "estimate = null, lower = null, upper = null, rater_count = null, response_count = null, "
    "eligible_count = null, answered_share = null, change_from_baseline = null, "
    "confidence_score = 0, is_suppressed = true, cell_state = 'withheld_primary', "
    "status = 'suppressed', suppression_reason = 'anonymity_min_raters'"
)
LEAKING = SUPPRESSED.replace("response_count = null", "response_count = 3")
UNSHOWN = "estimate = null, lower = null, upper = null, cell_state = 'unreliable'"
DEFECTS = {
    "rater_count": "update intermediate.int_pulse_empathy_score set rater_count = 4",
    "answered_share": "update intermediate.int_pulse_empathy_score set answered_share = 0.39",
    "cells_under_minimum": f"update {PULSE.format('rater_count = 4')}",
    "withheld_cells_protected": (
        "insert into statistics.withheld_cells select * exclude primary_reason from "
        "intermediate.int_cells_screened where indicator_id = 'pulse_empathy_score' "
        "and scope_type = 'company' limit 1"
    ),
    "suppressed_cells_blank": f"update {PULSE.format(LEAKING)}",
    "estimates_in_band": f"update {PULSE.format('estimate = 4.0')}",
    "bands_present": f"update {PULSE.format('upper = null')}",
    "reasons_given": f"update {PULSE.format('estimate = null')}",
    "confidence_in_range": f"update {PULSE.format('confidence_score = 0')}",
    "targets_judged_on_evidence": f"update {PULSE.format(chr(39).join(['status = ', 'met', '']))}",
    "indicator_present": "delete from " + PULSE.replace("set {} ", ""),
    "grid_complete": "insert into marts.dim_periods values ('month', '2025-11-01')",
    "panels_balanced": "delete from marts.fct_risk_indicators where indicator_kind = 'leading'",
    "scorecard_matches_panels": "update marts.fct_scorecard set estimate = 3.6",
}


def checks_of(
    home: Home, rule_id: str | None = None, indicator_id: str | None = None
) -> dict[str, CheckResult]:
    """The checks of one rule or of all, of one indicator or of all, by check id."""
    rules = [rule for rule in load_suite(Gate.PUBLICATION) if rule_id in (None, rule.rule_id)]
    known = read_reference(REFERENCE_SEEDS)
    listed = [one for one in known.indicators if indicator_id in (None, one.indicator_id)]
    with reading(home.warehouse) as connection:
        asked = replace(known, indicators=tuple(listed))
        checks = judge(connection, Gate.PUBLICATION, asked, AS_OF, rules)
    return {check.check_id: check for check in checks}


def check_of(home: Home, rule_id: str, indicator_id: str) -> CheckResult:
    return checks_of(home, rule_id, indicator_id)[f"{rule_id}.{indicator_id}"]


def test_every_rule_has_a_defect_it_is_seen_to_fail_on() -> None:
    assert set(DEFECTS) == {rule.rule_id for rule in load_suite(Gate.PUBLICATION)}


def test_clean_marts_pass_every_rule_for_every_indicator(home: Home) -> None:
    checks = checks_of(home)
    assert [one.message for one in checks.values() if one.outcome is not Outcome.PASSED] == []
    per_indicator = {name for name in checks if name.startswith("rater_count.")}
    assert per_indicator == {f"rater_count.{row['indicator_id']}" for row in catalog()}


@pytest.mark.parametrize("rule_id", DEFECTS)
def test_the_defect_fails_its_rule(home: Home, rule_id: str) -> None:
    alter(home, DEFECTS[rule_id])
    failed = [one for one in checks_of(home, rule_id).values() if one.outcome is Outcome.FAILED]
    assert len(failed) == 1
    assert failed[0].is_blocking


def test_a_properly_suppressed_row_passes(home: Home) -> None:
    alter(
        home,
        f"update {PULSE.format(SUPPRESSED)}",
        "create or replace table marts.fct_scorecard as select * from marts.fct_people_health",
    )
    assert {one.outcome for one in checks_of(home).values()} == {Outcome.PASSED}


@pytest.mark.parametrize(
    "change",
    [
        "status = 'on_track', target_estimate = 4, cell_state = 'not_collected', estimate = null",
        "is_suppressed = true, suppression_reason = null",
        "cell_state = 'withheld_primary'",
        "status = 'missing'",
        "cell_state = null",
    ],
)
def test_a_contradiction_of_status_and_number_fails(home: Home, change: str) -> None:
    alter(home, f"update {PULSE.format(change)}")
    assert checks_of(home, "reasons_given")["reasons_given"].outcome is Outcome.FAILED


def test_a_number_of_too_few_that_was_never_looked_at_blocks(home: Home) -> None:
    alter(home, "update intermediate.int_cells_screened set primary_reason = 'too_few_raters'")
    check = checks_of(home, "withheld_cells_protected")["withheld_cells_protected"]
    assert (check.outcome, check.is_blocking) == (Outcome.FAILED, True)


def test_too_few_raters_say_who_what_and_how_much(home: Home) -> None:
    alter(home, DEFECTS["rater_count"])
    check = check_of(home, "rater_count", "pulse_empathy_score")
    assert check.message == (
        "rater_count.pulse_empathy_score: 1 of 1 failed (pulse_empathy_score); observed 4, needed "
        "at least 5 raters. The company number of the last complete period rests on too few "
        "people; collect more first."
    )
    assert check.table == "intermediate.int_pulse_empathy_score"


def test_the_indicators_own_threshold_wins(home: Home) -> None:
    alter(home, "update intermediate.int_rater_agreement set rater_count = 2")
    assert check_of(home, "rater_count", "rater_agreement").outcome is Outcome.PASSED


def test_a_period_that_is_not_over_is_not_judged(home: Home) -> None:
    alter(
        home,
        "insert into intermediate.int_pulse_empathy_score values "
        "('company', 'all', 'month', date '2026-01-01', 3.5, 1, 0.1)",
    )
    check = check_of(home, "rater_count", "pulse_empathy_score")
    assert (check.outcome, check.observed) == (Outcome.PASSED, 6)


@pytest.mark.parametrize(
    "defect",
    [
        "delete from intermediate.int_pulse_empathy_score",
        "update intermediate.int_pulse_empathy_score set estimate = null",
        "update intermediate.int_pulse_empathy_score set rater_count = null",
        "alter table intermediate.int_pulse_empathy_score drop column rater_count",
        "drop table intermediate.int_pulse_empathy_score",
    ],
)
def test_evidence_that_cannot_be_judged_blocks(home: Home, defect: str) -> None:
    alter(home, defect)
    check = check_of(home, "rater_count", "pulse_empathy_score")
    assert (check.outcome, check.is_blocking) == (Outcome.NOT_EVALUATED, True)


def test_a_number_that_the_panel_withholds_as_unreliable_is_judged_by_its_raters(
    home: Home,
) -> None:
    alter(
        home,
        "update intermediate.int_pulse_empathy_score set estimate = null",
        f"update {PULSE.format(UNSHOWN)} and scope_type = 'company'",
    )
    check = check_of(home, "rater_count", "pulse_empathy_score")
    assert (check.outcome, check.observed) == (Outcome.PASSED, 6)


def test_few_cases_are_good_news(home: Home) -> None:
    alter(home, "update intermediate.int_case_resolution_days set rater_count = 1")
    assert check_of(home, "rater_count", "case_resolution_days").outcome is Outcome.PASSED


def test_an_indicator_that_is_not_due_yet_does_not_block(home: Home) -> None:
    alter(
        home,
        "delete from intermediate.int_leaders_improved_share",
        "update marts.fct_behavior_change set cell_state = 'not_due', estimate = null "
        "where indicator_id = 'leaders_improved_share'",
    )
    check = check_of(home, "rater_count", "leaders_improved_share")
    assert (check.outcome, check.is_blocking) == (Outcome.NOT_EVALUATED, False)
    assert "not_due" in check.message


def test_survey_completeness_must_be_known_where_invitations_are_delivered(home: Home) -> None:
    alter(home, "update intermediate.int_pulse_empathy_score set answered_share = null")
    check = check_of(home, "answered_share", "pulse_empathy_score")
    assert (check.outcome, check.is_blocking) == (Outcome.NOT_EVALUATED, True)


def test_completeness_that_nothing_tells_is_listed_and_does_not_block(home: Home) -> None:
    alter(home, "update intermediate.int_hr_incident_rate_per_100 set answered_share = null")
    check = check_of(home, "answered_share", "hr_incident_rate_per_100")
    assert (check.outcome, check.is_blocking) == (Outcome.NOT_EVALUATED, False)
    assert "completeness_not_measurable" in check.message


def test_no_finding_names_a_leader(home: Home) -> None:
    alter(home, f"update {PULSE.format('rater_count = 1, estimate = 9, upper = null')}")
    texts = [str(one.as_record()) for one in checks_of(home).values()]
    assert not [text for text in texts if LEADER in text]


@pytest.mark.parametrize("table", ["fct_people_health", "fct_scorecard", "dim_periods"])
def test_an_empty_mart_blocks(home: Home, table: str) -> None:
    alter(home, f"delete from marts.{table}")
    rule_ids = {
        "fct_people_health": "panels_balanced",
        "fct_scorecard": "scorecard_matches_panels",
        "dim_periods": "grid_complete",
    }
    assert checks_of(home, rule_ids[table])[rule_ids[table]].is_blocking


def test_too_few_raters_are_excused_where_hardly_anybody_leads(home: Home) -> None:
    alter(
        home,
        DEFECTS["rater_count"],
        "delete from intermediate.int_leaders_dated where leader_id <> 'p_1'",
    )
    check = check_of(home, "rater_count", "pulse_empathy_score")

    assert (check.outcome, check.is_blocking) == (Outcome.NOT_EVALUATED, False)
    assert "organization_too_small" in check.message


def test_a_survey_that_has_no_instrument_is_excused(home: Home) -> None:
    alter(
        home,
        "delete from intermediate.int_psychological_safety_score",
        "delete from reference.instruments where indicator_id = 'psychological_safety_score'",
    )
    for rule in ("rater_count", "answered_share"):
        check = check_of(home, rule, "psychological_safety_score")
        assert (check.outcome, check.is_blocking) == (Outcome.NOT_EVALUATED, False)
        assert "no_instrument_registered" in check.message


def test_a_registered_survey_without_answers_is_not_excused(home: Home) -> None:
    alter(home, "delete from intermediate.int_psychological_safety_score")
    check = check_of(home, "rater_count", "psychological_safety_score")
    assert (check.outcome, check.is_blocking) == (Outcome.NOT_EVALUATED, True)
