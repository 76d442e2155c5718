"""Alerts: a question about a unit, never about a leader, never a finding."""

from datetime import date

import pytest

from tests.report.analyses import alert

ALL = ("executive", "people_partner")


@pytest.mark.parametrize("audience", ALL)
def test_a_raised_alert_asks_and_says_how_far_and_how_likely(pages, audience):
    text = pages(audience, fct_alerts=[alert("unit-1")]).section("alerts")
    assert "Dec 2025: 1 alert, each a question to a person." in text
    assert "unit-1 Checkin mood Two runs in a row found a decline" in text
    assert "0.8 points below its level of 3.7 below 0.001 Has something changed" in text


def test_incidents_are_told_as_more_than_expected(pages):
    row = alert(
        "unit-1",
        signal="hr_incidents",
        alert_reason="more_incidents_than_expected",
        effect=5.69,
        baseline_estimate=1.31,
        adjusted_p_value=0.0289,
    )
    text = pages("executive", fct_alerts=[row]).section("alerts")
    assert "5.7 more incidents than the 1.3 expected 0.029" in text


@pytest.mark.parametrize("audience", ALL)
def test_an_alert_about_a_single_leader_is_on_no_page(pages, audience):
    page = pages(audience, fct_alerts=[alert("p_1", scope_type="leader"), alert("unit-1")])
    assert "p_1" not in page.html
    assert "unit-1" in page.html


@pytest.mark.parametrize("audience", ALL)
def test_a_unit_of_too_few_people_is_counted_and_shows_nothing(pages, audience):
    few = alert("unit-2", effect=3.2468, mean_value=1.3579, is_eligible=False)
    untold = alert(
        "unit-3", is_eligible=False, alert_state="not_evaluated", alert_reason="too_few_people"
    )
    page = pages(audience, fct_alerts=[few, untold])
    assert not [one for one in ("3.2", "1.4", "unit-2", "unit-3") if one in page.part("alerts")]
    assert "Too few people in the month. (1)" in page.section("alerts")


def test_not_evaluated_is_counted_apart_from_quiet(pages):
    rows = [
        alert("unit-1"),
        alert("unit-2", alert_state="quiet", alert_reason="within_chance"),
        alert("unit-3", alert_state="not_evaluated", alert_reason="baseline_too_short"),
    ]
    text = pages("people_partner", fct_alerts=rows).section("alerts")
    assert "Checkin mood 1 1 1 Too few months before it to compare with. (1)" in text


def test_only_the_last_month_is_asked_about_and_the_year_before_is_listed(pages):
    rows = [
        alert("unit-1", alert_state="quiet", alert_reason="within_chance"),
        alert("unit-2", period_start=date(2025, 3, 1)),
        alert("unit-3", period_start=date(2024, 11, 1)),
    ]
    text = pages("executive", fct_alerts=rows).section("alerts")
    assert "Dec 2025: no alert. A quiet month is no finding either." in text
    assert "Raised in the year before: unit-2, Checkin mood, Mar 2025." in text
    assert "unit-3" not in text


def test_without_a_unit_to_show_a_sentence_says_so_and_where_to_look(pages):
    text = pages("executive").section("alerts")
    assert "No alert can be shown here" in text
    assert "people partners see them" in text
