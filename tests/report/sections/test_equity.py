"""Equity: insufficient is never a pass, and nothing that is kept back is on a page."""

import pytest

from tests.report.analyses import group

ALL = ("executive", "people_partner")


def reference(**other):
    """The group with the highest rate."""
    none = ("impact_ratio", "rate_difference", "short_fall", "fisher_p_value", "adjusted_p_value")
    state = {"result": "reference", "reference_group": None, "test_reason": "not_compared"}
    return group("blue", **dict.fromkeys(none) | state | other)


@pytest.mark.parametrize("audience", ALL)
def test_a_flag_stands_beside_its_words_and_its_reference(pages, audience):
    page = pages(audience, fct_promotion_equity=[group("green"), reference()])
    text = page.section("equity")
    assert "2025, by group: 1 flagged by four fifths." in text
    assert "Flagged by four fifths Below four fifths of the highest rate" in text
    assert "0.71" in text
    assert "not a finding of discrimination" in text


@pytest.mark.parametrize("audience", ALL)
@pytest.mark.parametrize("result", ["insufficient", "not_flagged"])
def test_neither_insufficient_nor_not_flagged_reads_as_a_pass(pages, audience, result):
    text = pages(audience, fct_promotion_equity=[group("green", result=result)]).section("equity")
    assert "Insufficient is no pass, nor is not flagged." in text
    assert not {"passed", "Passed", "compliant", "fair", "no difference."} & set(text.split())


@pytest.mark.parametrize("audience", ALL)
def test_a_withheld_group_is_counted_and_neither_named_nor_numbered(pages, audience):
    secret = group(
        "rare",
        promotion_rate=0.4567,
        impact_ratio=0.4321,
        result="flagged_both",
        is_suppressed=True,
        suppression_reason="too_few_people",
    )
    page = pages(audience, fct_promotion_equity=[group("green"), reference(), secret])
    assert not [trace for trace in ("rare", "46%", "0.43") if trace in page.html]
    assert "1 group is withheld: 1 with too few people. Insufficient is no pass." in page.text
    assert "1 insufficient" in page.section("equity")
    assert "flagged by both" not in page.text.lower()


@pytest.mark.parametrize("audience", ALL)
def test_groups_of_both_attributes_have_words_and_no_column_of_numbers(pages, audience):
    none = ("promotion_rate", "rate_lower", "rate_upper", "impact_ratio", "people_count")
    both = group("green and tall", construct="gender_and_ethnicity", **dict.fromkeys(none))
    part = pages(audience, fct_promotion_equity=[both]).part("equity")
    assert "green and tall" in part
    assert "shown in words only" in part
    assert "Rate over reference" not in part


def test_counts_and_tests_are_for_people_partners(pages):
    rows = [group("green"), reference()]
    detail = pages("people_partner", fct_promotion_equity=rows).section("equity")
    assert "150 people" in detail
    assert "40 of 490" in detail
    assert (
        "\N{MINUS SIGN}3 points \N{MINUS SIGN}7 to +1 points 17.5 0.57 0.19 alone, of 3" in detail
    )
    assert "odds ratio 0.78 (0.48 to 1.27)" in detail
    brief = pages("executive", fct_promotion_equity=rows).section("equity")
    assert not [one for one in ("150 people", "490", "17.5", "0.57") if one in brief]


def test_a_test_whose_numbers_are_kept_back_says_why(pages):
    none = dict.fromkeys(("adjusted_p_value", "fisher_p_value"))
    kept = group("green", **none, test_reason="counts_protect_another_group")
    text = pages("people_partner", fct_promotion_equity=[kept]).section("equity")
    assert "The numbers of the test would give away a withheld group." in text


def test_without_decisions_a_sentence_says_so(pages):
    text = pages("executive").section("equity")
    assert text == (
        "Promotion equity No promotion decision is delivered, so that nothing can be said."
    )
