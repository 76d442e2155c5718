"""E-values as published, and p-values adjusted for a family of a declared size."""

import pytest

from orchestration.statistics.strength import adjusted, e_value, e_value_of_limit


def test_the_e_values_of_the_paper():
    """Bottle feeding and infant deaths: risk ratio 3.9 (1.8 to 8.7)."""
    assert e_value(3.9, is_rare=True) == pytest.approx(7.26, abs=0.01)
    assert e_value_of_limit(1.8, 8.7, is_rare=True) == pytest.approx(3.0, abs=0.01)


def test_a_ratio_below_one_needs_as_strong_a_cause_as_its_inverse():
    assert e_value(0.5, is_rare=True) == pytest.approx(e_value(2.0, is_rare=True))
    assert e_value_of_limit(0.2, 0.5, is_rare=True) == pytest.approx(e_value(2.0, is_rare=True))


def test_a_band_that_holds_one_needs_no_cause_at_all():
    assert e_value_of_limit(0.8, 2.0, is_rare=True) == 1.0
    assert e_value(1.0, is_rare=True) == 1.0


def test_the_odds_ratio_of_a_common_event_counts_as_its_square_root():
    assert e_value(4.0, is_rare=False) == pytest.approx(e_value(2.0, is_rare=True))


def test_holm_multiplies_by_what_is_left():
    assert adjusted([0.01, 0.04, 0.03], "holm") == pytest.approx([0.03, 0.06, 0.06])


def test_a_test_that_could_not_be_made_still_counts_in_the_family():
    found = adjusted([0.01, None, None, None], "holm")
    assert found == [pytest.approx(0.04), None, None, None]
    assert adjusted([0.01, None], "benjamini_hochberg") == [pytest.approx(0.02), None]


def test_an_empty_family_has_no_values():
    assert adjusted([], "holm") == []
