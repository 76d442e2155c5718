"""A number is written with the precision its band supports, and never misread."""

from datetime import date

import pytest

from orchestration.report import numbers
from orchestration.report.numbers import ABSENT, MINUS, Scale


@pytest.mark.parametrize(
    ("lower", "upper", "decimals"),
    [(3.5, 3.8, 2), (2.0, 4.4, 1), (0, 24, 0), (0, 240, 0), (3.6, 3.6, 2), (None, None, 2)],
)
def test_digits_stop_where_the_band_stops_supporting_them(lower, upper, decimals):
    assert numbers.supported_decimals(2, lower, upper) == decimals


def test_a_tight_band_does_not_add_digits_to_the_catalog():
    assert numbers.supported_decimals(1, 9.999, 10.001) == 1


def test_a_share_is_written_in_percent_and_its_change_in_points():
    scale = Scale("share", 3, 0.452, 0.731)
    assert scale.value(0.6004) == "60%"
    assert scale.band(0.452, 0.731) == "45% to 73%"
    assert scale.change(0.124) == "+12 points"
    assert Scale("share", 3, 0.601, 0.622).value(0.6116) == "61.2%"


def test_a_score_keeps_its_scale():
    scale = Scale("points on the instrument scale", 2, 3.41, 3.83)
    assert scale.value(3.6249) == "3.62"
    assert scale.change(-0.2) == f"{MINUS}0.20"
    assert scale.change_band(-0.05, 0.3) == f"{MINUS}0.05 to +0.30"


def test_what_rounds_to_zero_has_no_sign():
    assert numbers.signed(-0.004, 2) == "0.00"
    assert numbers.signed(0.004, 2) == "0.00"


def test_a_missing_number_is_a_dash_and_never_zero():
    scale = Scale("share", 3)
    absent = [scale.value(None), scale.band(None, 0.4), scale.change(None)]
    absent += [numbers.percent(None), numbers.signed_percent(None), numbers.count(None)]
    assert set(absent) == {ABSENT}


@pytest.mark.parametrize(
    ("grain", "name"), [("month", "Oct 2025"), ("quarter", "Q4 2025"), ("year", "2025")]
)
def test_a_period_is_named_by_its_grain(grain, name):
    assert numbers.period(date(2025, 10, 1), grain) == name


def test_axis_labels_tell_neighboring_ticks_apart():
    assert numbers.ticks([3.25, 3.5, 3.75], is_share=False) == ["3.25", "3.50", "3.75"]
    assert numbers.ticks([0.4, 0.6], is_share=True) == ["40%", "60%"]
