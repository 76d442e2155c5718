"""The three shares with the guard beside them, and no claim beyond them."""

from datetime import date

from tests.report.analyses import guard, shares


def test_the_three_shares_stand_together_with_the_expected_one(pages):
    text = pages("executive", fct_improvement_shares=[shares()]).section("improvement")
    assert "74% reliably improved (60% to 85%), 20% stayed within" in text
    assert "6% got worse" in text
    assert "Company 74% 60% to 85% 20% 6% 91.4% 85.0% to 96.0%" in text


def test_improvement_is_not_worded_as_an_effect(pages):
    page = pages("executive", fct_improvement_shares=[shares()])
    assert "An improved leader is not yet an effect of training" in page.section("improvement")
    assert 'href="#claims"' in page.part("improvement")


def test_a_running_month_is_not_shown(pages):
    running = shares(period_start=date(2026, 1, 1), improved_share=0.123)
    text = pages("executive", fct_improvement_shares=[running, shares()]).section("improvement")
    assert "12%" not in text
    assert "Dec 2025" in text


def test_a_withheld_share_leaves_no_number_and_says_why(pages):
    secret = shares(
        scope_type="business_unit",
        scope_id="north",
        improved_share=0.4321,
        expected_share=0.5432,
        value_reason="too_few_people",
        is_suppressed=True,
    )
    page = pages("executive", fct_improvement_shares=[shares(), secret])
    assert "43%" not in page.html
    assert "54%" not in page.html
    assert "north Withheld: too few people are behind it." in page.section("improvement")


def test_shares_of_single_leaders_are_on_no_page(pages):
    one = shares(scope_type="leader", scope_id="p_1", improved_share=1.0)
    for audience in ("executive", "people_partner"):
        assert "p_1" not in pages(audience, fct_improvement_shares=[shares(), one]).html


def test_the_guard_shows_what_would_have_been_gained_without_training(pages):
    page = pages(
        "executive", fct_improvement_shares=[shares()], fct_improvement_guard=[guard("spring")]
    )
    assert "No cohort shows a sign of having been picked for a low score." in page.text
    assert (
        "spring \N{MINUS SIGN}0.22 \N{MINUS SIGN}0.63 to +0.20 No sign that it was picked "
        "for a low score. +0.01 +0.45 +0.31 to +0.59 +0.44 +0.30 to +0.58"
    ) in page.section("improvement")


def test_a_cohort_picked_for_a_low_score_is_said_at_the_top(pages):
    low = guard(guard_reason="selected_low_on_only_baseline")
    text = pages(
        "executive", fct_improvement_shares=[shares()], fct_improvement_guard=[low]
    ).section("improvement")
    assert "1 cohort started from a low score, which rises by itself." in text
    assert "no claim goes beyond level 1" in text


def test_a_guard_that_could_not_look_is_not_called_clear(pages):
    blind = guard(guard_reason="no_baseline", gain_estimate=None, follow_up_reason="no_baseline")
    text = pages(
        "executive", fct_improvement_shares=[shares()], fct_improvement_guard=[blind]
    ).section("improvement")
    assert "Whether 1 cohort started from a low score cannot be told." in text
    assert "No cohort shows a sign" not in text


def test_a_withheld_guard_leaves_no_number(pages):
    secret = guard(guard_reason="too_few_people", gain_estimate=0.7654, is_suppressed=True)
    page = pages("executive", fct_improvement_guard=[secret])
    assert "0.77" not in page.html
    assert "Withheld: too few leaders." in page.section("improvement")


def test_without_a_share_a_sentence_says_so(pages):
    assert "No share of improved leaders is reported." in pages("executive").section("improvement")
    unborn = shares(improved_share=None, value_reason="window_not_open")
    text = pages("executive", fct_improvement_shares=[unborn]).section("improvement")
    assert "No share of improved leaders yet. It is first measured some months after" in text
