"""What an executive is told of a pilot, and that no number is judged before its last day."""

from tests.report.analyses import decision, reading

PULSE, INCIDENTS = "pulse_empathy_score", "hr_incident_rate_per_100"


def test_without_a_pilot_a_sentence_says_so(pages):
    page = pages("executive")
    assert page.section("pilot") == "90-day pilot No pilot is planned."
    assert "No pilot is planned." in page.section("pilot-course")


def test_a_decision_stands_beside_its_reason_and_whether_the_data_are_proven(pages):
    rows = [decision(), decision("fall", decision="stop", decision_reason="no_worthwhile_change")]
    text = pages("executive", fct_pilot_decision=rows).section("pilot")
    assert "2 pilots: 1 to be extended, 1 to be stopped." in text
    assert "spring Extend Go on with the pilot" in text
    assert "The data are sound, but chance could explain every change." in text
    assert "enough answered: yes enough raters: yes observers agree: yes (0.83)" in text
    assert "6 Jan 2025 to 6 Apr 2025 15" in text
    assert "Behavior can have moved by no more than is worth it." in text


def test_a_go_is_not_worded_as_proof(pages):
    go = decision(decision="go", decision_reason="behavior_moved")
    text = pages("executive", fct_pilot_decision=[go]).section("pilot")
    assert "Go Behavior moved." in text
    assert "a go is no proof that the training did it" in text


def test_how_few_leaders_a_small_cohort_has_is_not_said(pages):
    few = decision(decision_reason="too_few_leaders", leader_count=3, agreement=0.4321)
    text = pages("executive", fct_pilot_decision=[few]).section("pilot")
    assert "Too few leaders: nothing about them may be shown." in text
    assert text.split("6 Apr 2025")[1].split()[0] == "\N{EM DASH}"
    assert "0.43" not in text


def test_the_course_shows_what_could_be_told_and_each_day(pages):
    early = {"status": "too_early", "status_reason": "pilot_not_over"}
    rows = [
        reading(PULSE, 30, change_estimate=0.02, change_lower=-0.1, change_upper=0.14, **early),
        reading(PULSE, 90),
    ]
    text = pages("executive", fct_pilot_readout=rows).section("pilot-course")
    assert "Pulse 0.13 \N{EM DASH} +0.02 \N{MINUS SIGN}0.10 to +0.14 +0.07" in text
    assert "Insufficient evidence Chance could explain the change." in text


def test_a_rate_is_compared_with_the_rate_before(pages):
    rate = reading(
        INCIDENTS,
        90,
        detectable_change=None,
        change_estimate=None,
        change_lower=None,
        change_upper=None,
        detectable_ratio=0.4,
        ratio_estimate=0.99,
        ratio_lower=0.37,
        ratio_upper=None,
    )
    text = pages("executive", fct_pilot_readout=[rate]).section("pilot-course")
    assert "Incidents to 40% of before \N{EM DASH} 99% of before from 37%" in text


def test_a_withheld_reading_leaves_no_number(pages):
    rows = [
        reading(PULSE, 30),
        reading(
            PULSE,
            90,
            change_estimate=1.2345,
            change_lower=1.1111,
            change_upper=1.3579,
            status="suppressed",
            status_reason="too_few_people",
            is_suppressed=True,
        ),
    ]
    page = pages("executive", fct_pilot_readout=rows)
    assert not [trace for trace in ("1.23", "1.11", "1.36") if trace in page.html]
    assert "Withheld: too few people are behind it." in page.section("pilot-course")


def test_what_a_pilot_never_reads_is_named_with_the_reason(pages):
    none = dict.fromkeys(("detectable_change", "change_estimate", "change_lower", "change_upper"))
    rows = [reading(PULSE, 90, **none, status="missing", status_reason="no_evidence_in_pilot")]
    text = pages("executive", fct_pilot_readout=rows).section("pilot-course")
    assert "Pulse: Nothing was collected both before the start and since." in text
