"""The list names what stands; a difference says which numbers changed, and why."""

import pytest

from orchestration.locations import Home
from orchestration.release.listing import UnknownReleaseError, diff, manifest, releases
from orchestration.release.publish import publish
from tests.tiny_warehouse import LEADER, alter, judge_anew, order_of


def test_nothing_is_listed_before_the_first_release(home: Home) -> None:
    assert releases(home) == []
    with pytest.raises(UnknownReleaseError, match="no release yet"):
        manifest(home)


def test_a_difference_names_tables_inputs_and_numbers_but_no_leader(judged: Home) -> None:
    first = str(publish(judged, order_of(judged)).release_id)
    alter(
        judged,
        "update marts.fct_scorecard set estimate = 3.6, status = 'on_track' "
        "where indicator_id = 'pulse_empathy_score' and period_grain = 'month'",
    )
    judge_anew(judged, parent=first)
    second = str(publish(judged, order_of(judged)).release_id)
    found = diff(judged, first, second)
    assert (found.tables, found.standards) == (("fct_scorecard",), ())
    assert (found.inputs_added, found.inputs_removed) == ((), ())
    (number,) = found.numbers
    assert number["indicator_id"] == "pulse_empathy_score"
    assert (number["estimate_before"], number["estimate_after"]) == (3.5, 3.6)
    assert (number["status_before"], number["status_after"]) == ("too_early", "on_track")
    assert LEADER not in str(found)
    assert [(one.release_id, one.is_current) for one in releases(judged)] == [
        (first, False),
        (second, True),
    ]


def test_an_unknown_release_is_named(judged: Home) -> None:
    first = str(publish(judged, order_of(judged)).release_id)
    with pytest.raises(UnknownReleaseError, match="2020"):
        diff(judged, first, "2020-01-01-000000000000")
