"""Severity gaps, training effects and associations: possible, associated, never caused."""

import pytest

from tests.report.analyses import association, effect, gap

PULSE, INCIDENTS = "pulse_empathy_score", "hr_incident_rate_per_100"


@pytest.fixture
def partner(pages):
    """The people partners' page."""
    return lambda **analyses: pages("people_partner", **analyses)


def test_a_gap_is_possible_bias_to_look_into(partner):
    rows = [gap("green"), gap("red", finding="look_into", gap=0.41)]
    text = partner(fct_severity_gaps=rows).section("gaps")
    assert "Q4 2025: 1 of 2 gaps to look into, as possible bias." in text
    assert text.index("red, blue") < text.index("green, blue")
    assert "red, blue by gender E360, whole Look into it +0.41 \N{MINUS SIGN}0.08 to +0.33" in text
    assert "The leaders may differ, or the raters may see them differently" in text


def test_no_gap_beyond_chance_is_not_called_equality(partner):
    text = partner(fct_severity_gaps=[gap("green")]).section("gaps")
    assert "none of 1 gap is larger than chance explains. That is no proof." in text
    assert "That proves no equality." in text


def test_a_withheld_gap_is_counted_and_neither_named_nor_numbered(partner):
    secret = gap(
        "rare",
        gap=0.9876,
        finding="suppressed",
        is_suppressed=True,
        suppression_reason="too_few_people",
    )
    page = partner(fct_severity_gaps=[gap("green"), secret])
    assert "rare" not in page.html
    assert "0.99" not in page.html
    assert "Withheld: 1 gap, 1 because too few people are behind it." in page.section("gaps")


def test_an_effect_is_worded_as_the_mart_words_it(partner):
    text = partner(fct_training_effect=[effect(PULSE)]).section("effects")
    assert "1 of 1 effect could be estimated." in text
    assert "spring Pulse, points on the instrument scale +0.31 +0.12 to +0.50" in text
    assert "+0.50 Associated with training and coaching together" in text
    assert "A common trend is not rejected; at most 0.08 standard deviations apart 15, 14" in text
    assert "caused" not in text


def test_an_effect_that_was_not_estimated_leaves_no_number_and_says_why(partner):
    rows = [
        effect(
            name,
            effect_estimate=0.8765,
            status="insufficient_evidence",
            status_reason="no_leaders_not_yet_trained",
        )
        for name in (PULSE, INCIDENTS)
    ]
    page = partner(fct_training_effect=rows)
    assert "0.88" not in page.html
    text = page.section("effects")
    assert "No effect of training can be told. All were trained at once" in text
    assert "nobody not yet trained to compare with. Pulse, Incidents." in text


def test_an_association_is_never_worded_as_a_cause(partner):
    text = partner(fct_outcome_associations=[association(PULSE)]).section("associations")
    assert "Associated beyond chance: 1 of 1 pair looked at." in text
    assert "A higher score is associated with less of the outcome 0.64 0.50 to 0.82" in text
    assert "2.5 its limit 1.7 0.71 0.52 to 0.97 46, 41" in text
    assert "An association is no cause." in text
    assert not {"causes", "caused", "leads", "drives", "improves"} & set(text.split())


def test_leaders_who_stay_too_different_have_no_ratio(partner):
    row = association(
        PULSE,
        matched_estimate=0.5678,
        matched_status="not_comparable",
        matched_status_reason="groups_differ_after_matching",
    )
    page = partner(fct_outcome_associations=[row])
    assert "0.57" not in page.html
    assert "Matched leaders are not compared. Leaders with a high" in page.section("associations")


def test_an_association_that_was_not_estimated_leaves_no_number(partner):
    row = association(
        PULSE,
        association_estimate=0.3456,
        status="insufficient_evidence",
        status_reason="too_few_events",
        wording="nothing can be said",
    )
    page = partner(fct_outcome_associations=[row])
    assert "0.35" not in page.html
    assert "Nothing can be said of Exits of the team. Too few events." in page.text


def test_what_has_nothing_to_say_says_so(partner):
    page = partner()
    assert "No gap can be told" in page.section("gaps")
    assert "No cohort is trained, so that no effect can be told." in page.section("effects")
    assert "No association can be told" in page.section("associations")
