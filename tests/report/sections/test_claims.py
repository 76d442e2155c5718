"""What may be claimed is sorted by level, and the rest is named with what stands in the way."""

from datetime import date

from orchestration.report.cards import card
from orchestration.report.sections import claims
from tests.report.marts import cell, indicator

JAN = date(2025, 1, 1)


def headline(name, level, blocked_by="needs_training_effect"):
    """A headline with a claim."""
    shown = cell(name, JAN, claim_level=level, claim=f"level {level}", blocked_by=blocked_by)
    return card(indicator(name), [shown], ())


def test_levels_are_sorted_from_the_highest_and_put_in_words():
    found = claims.section([headline("a", 1), headline("b", 2), headline("c", 1)])
    assert [(one.level, len(one.cards)) for one in found.levels] == [(2, 1), (1, 2)]
    assert found.headline == "Of 3 indicators: level 2 (probable) 1, level 1 (signal) 2, none 0."
    assert found.levels[0].words.sentence == "Two periods agree and behavior moved as well."


def test_what_cannot_be_claimed_is_named_with_the_reason():
    found = claims.section([headline("a", 0, "activity_only"), headline("b", None, None)])
    assert found.levels == []
    assert found.unclaimed == {"An activity is not yet an effect.": ["a"], "": ["b"]}
    assert found.headline.startswith("Nothing yet")
