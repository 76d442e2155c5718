"""A chart bridges no gap, hides no band, and keeps everything inside its frame."""

from datetime import date

from orchestration.report import trend
from orchestration.report.trend import Event, Point


def months(*estimates, half_width=0.2):
    """A point for each month of 2025; None is a month without a value."""
    return [
        Point(date(2025, i, 1), str(i), why="withheld", is_withheld=True)
        if value is None
        else Point(date(2025, i, 1), str(i), value, value - half_width, value + half_width)
        for i, value in enumerate(estimates, start=1)
    ]


def test_a_gap_splits_the_line_and_the_ribbon_and_leaves_a_mark():
    drawn = trend.draw(months(3.1, 3.2, None, 3.4, 3.5), 1)
    assert [line.count(",") for line in drawn.lines] == [2, 2]
    assert [shape.count(",") for shape in drawn.ribbons] == [4, 4]
    assert [(point.label, point.why) for _, point in drawn.gaps] == [("3", "withheld")]


def test_a_lone_point_keeps_its_band_as_a_whisker():
    drawn = trend.draw(months(None, 3.2, None), 1)
    assert drawn.lines == drawn.ribbons == []
    ((_, up, down),) = drawn.whiskers
    assert up < down


def test_a_break_in_comparability_splits_the_line_without_a_gap():
    points = months(3.1, 3.2, 3.3)
    points[1] = Point(**{**points[1].__dict__, "starts_anew": True})
    assert trend.runs(points) == [[0], [1, 2]]


def test_higher_values_stand_higher_and_later_periods_further_right():
    (x1, y1, _), (x2, y2, _) = trend.draw(months(3.0, 4.0), 1).points
    assert x1 < x2
    assert y1 > y2


def test_band_target_and_baseline_lie_inside_the_frame():
    drawn = trend.draw(months(3.1, 3.2), 1, target=4.6, baseline=1.2)
    for y in (drawn.target_y, drawn.baseline_y):
        assert trend.TOP <= y <= trend.HEIGHT - trend.BOTTOM


def test_an_axis_of_shares_stays_between_none_and_all():
    low, high = trend.domain(months(0.02, 0.98, half_width=0.02), (None,), is_share=True)
    assert (low, high) == (0.0, 1.0)


def test_a_series_without_any_value_is_drawn_as_gaps_only():
    drawn = trend.draw(months(None, None), 1)
    assert len(drawn.gaps) == 2
    assert drawn.points == []


def test_training_is_marked_where_it_happened_and_not_outside_the_chart():
    during = Event("training", date(2025, 2, 1), date(2025, 2, 1))
    before = Event("coaching", date(2023, 1, 1), date(2023, 2, 1))
    drawn = trend.draw(months(3.1, 3.2, 3.3), 1, events=[during, before])
    ((start, stop, label, _),) = drawn.events
    assert (start, label) == (stop, "training")
    assert drawn.points[0][0] < start < drawn.points[1][0]


def test_ticks_are_round_few_and_inside():
    assert trend.nice_ticks(3.17, 3.91) == [3.2, 3.4, 3.6, 3.8]
    assert trend.nice_ticks(0, 24) == [0, 10, 20]


def test_a_period_without_a_band_interrupts_the_ribbon_only():
    points = months(3.1, 3.2, 3.3, 3.4)
    points[2] = Point(date(2025, 3, 1), "3", 3.3)
    drawn = trend.draw(points, 1)
    assert len(drawn.lines) == len(drawn.ribbons) == len(drawn.whiskers) == 1
