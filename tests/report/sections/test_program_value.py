"""Program value: whatever costs the mart holds, with the band of the improvement."""

from tests.report.analyses import cost


def test_a_cost_stands_beside_its_band(pages):
    text = pages("executive", fct_program_value=[cost()]).section("value")
    assert "USD 3,750 for each reliably improved leader (3,280 to 4,670)." in text
    assert "Company 43 74% USD 120,000 USD 3,750 3,280 to 4,670" in text
    assert "a price, not a return" in text


def test_a_cost_column_that_is_new_is_shown_under_its_name(pages):
    row = cost() | {"cost_matched": 91000.0}
    text = pages("executive", fct_program_value=[row]).section("value")
    assert "Cost matched" in text
    assert "USD 91,000" in text


def test_a_band_without_an_upper_limit_says_so(pages):
    row = cost(cost_per_improved_upper=None)
    text = pages("executive", fct_program_value=[row]).section("value")
    assert "(from 3,280, without an upper limit)" in text


def test_a_withheld_line_leaves_no_number_and_says_why(pages):
    secret = cost(
        scope_type="cohort",
        scope_id="spring",
        cost_total=12345.0,
        improved_share=0.4321,
        cell_state="withheld_primary",
        value_reason="too_few_people",
    )
    page = pages("executive", fct_program_value=[cost(), secret])
    assert "12,345" not in page.html
    assert "43%" not in page.html
    assert "spring Withheld: too few people are behind it." in page.section("value")


def test_costs_of_single_leaders_are_not_on_the_page(pages):
    one = cost(scope_type="leader", scope_id="p_1", cost_total=777.0)
    assert "p_1" not in pages("executive", fct_program_value=[cost(), one]).html


def test_without_costs_a_sentence_says_so(pages):
    text = pages("executive").section("value")
    assert (
        text == "Program value No cost of the program is delivered, so that no value can be told."
    )
