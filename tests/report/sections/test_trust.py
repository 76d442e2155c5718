"""What an auditor is told of instruments, raters and gates."""

import re

import pytest

from orchestration.report import auditor
from tests.report.analyses import instrument, raters
from tests.report.marts import audience_file, check, verdict


@pytest.fixture
def audit(pages):
    """The auditor's page."""
    return lambda **analyses: pages("auditor", **analyses)


def test_an_instrument_shows_whether_it_measures_one_thing_and_how_many_raters_it_needs(audit):
    text = audit(fct_instrument_reliability=[instrument()]).section("instruments")
    assert "1 version of instruments." in text
    assert "Whole E360, version 1 12, 2,220 0.89 0.89 to 0.90 within leaders 0.84 0.86" in text
    assert "0.29 0.25 to 0.34 0.81 of 10.4 raters" in text
    assert "coaching 2.5 strategic 5.7 calibration 9.8" in text
    assert "High alpha does not make an instrument valid." in text


def test_a_coefficient_that_is_not_there_says_why(audit):
    row = instrument("listening", omega_total=None, omega_reason="too_few_items")
    text = audit(fct_instrument_reliability=[row]).section("instruments")
    assert "Listening E360, version 1" in text
    assert "too few items" in text


def test_a_withheld_instrument_leaves_no_number(audit):
    secret = instrument(alpha=0.5432, is_suppressed=True, suppression_reason="too_few_leaders")
    page = audit(fct_instrument_reliability=[secret])
    assert "0.54" not in page.html
    assert "withheld: too few leaders" in page.section("instruments")


def test_groups_of_raters_stand_side_by_side(audit):
    rows = [raters("self"), raters("peers", mean_score=3.52, gap_to_published=-0.06)]
    text = audit(fct_rater_quality=rows).section("raters")
    assert "Pulse Peers 31 264 3.52 \N{MINUS SIGN}0.06" in text
    assert "Pulse Leaders themselves 31 264 3.87 +0.27" in text
    assert "never about one" in text


def test_observers_are_held_against_experts_and_each_other(audit):
    text = audit(fct_rater_quality=[raters("observers")]).section("raters")
    assert "Q4 2025: 2,500 of 2,622 observations are by observers fit to tell." in text
    assert "Alpha, yes/no acts 0.83 0.67 to 0.93" in text
    assert "95% 3% above, 2% below, of 264" in text
    assert "certified 12, tentative 0" in text


def test_statuses_that_would_give_one_away_are_not_counted(audit):
    counts = {f"{s}_count": None for s in ("certified", "tentative", "retrain", "expired")}
    few = raters("observers", **counts, status_reason="too_few_raters_of_a_status")
    text = audit(fct_rater_quality=[few]).section("raters")
    assert "One status has so few observers that none is counted apart." in text
    assert "certified" not in text


def test_a_withheld_group_leaves_no_number(audit):
    secret = raters(
        "peers", mean_score=4.4321, is_suppressed=True, suppression_reason="too_few_raters"
    )
    page = audit(fct_rater_quality=[secret])
    assert "4.43" not in page.html
    assert "withheld: too few raters" in page.section("raters")


def test_what_has_nothing_to_say_says_so(audit):
    assert "No answer to a registered instrument is delivered." in audit().section("instruments")
    assert "No rating is delivered" in audit().section("raters")


def test_each_gate_shows_its_outcomes_and_what_keeps_the_release_back(tmp_path):
    checks = [
        check("a", "passed", gate="intake"),
        check("b", "failed", gate="intake", is_blocking=True),
        check("c", "not_evaluated"),
    ]
    path = audience_file(tmp_path / "scorecard.duckdb", [], [])
    page = auditor.render(path, verdict(*checks))
    text = " ".join(re.sub("<[^>]*>", " ", page).split())
    assert "Intake 1 0 0 1 1" in text
    assert "Publication 0 0 1 0 0" in text
