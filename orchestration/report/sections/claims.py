"""What may be claimed of the headlines: the level in words, and what stands in the way of more."""

from collections.abc import Sequence
from typing import NamedTuple

from orchestration.report import wording
from orchestration.report.cards import Card
from orchestration.report.sections.texts import counted


class Level(NamedTuple):
    """The headlines of one claim level."""

    level: int
    words: wording.Words
    cards: list[Card]


class Section(NamedTuple):
    """Levels above zero, the highest first; and the headlines without a claim, by reason."""

    levels: list[Level]
    unclaimed: dict[str, list[str]]

    @property
    def headline(self) -> str:
        """The section in one sentence."""
        if not self.levels:
            return "Nothing yet: no indicator has moved by more than its band."
        found = [f"level {one.level} ({one.words.label}) {len(one.cards)}" for one in self.levels]
        without = sum(len(names) for names in self.unclaimed.values())
        total = without + sum(len(one.cards) for one in self.levels)
        return f"Of {counted(total, 'indicator')}: {', '.join(found)}, none {without}."


def section(cards: Sequence[Card]) -> Section:
    """Sort the headlines by what may be claimed of them."""
    found = {card.cell.claim_level or 0 for card in cards} - {0}
    levels = [
        Level(
            level,
            wording.CLAIM_LEVELS[level],
            [card for card in cards if card.cell.claim_level == level],
        )
        for level in sorted(found, reverse=True)
    ]
    unclaimed: dict[str, list[str]] = {}
    for card in cards:
        if not card.cell.claim_level:
            unclaimed.setdefault(card.no_more, []).append(card.indicator.indicator_name)
    return Section(levels, unclaimed)
