"""Leader sheets for the people partners: one table a leader, in the order of ids, never a ranking.

A pure function of the people-partner file and the verdict. No other audience gets this page.
"""

from pathlib import Path

from orchestration.report import evidence
from orchestration.report.cards import Series, by_series, card, headline_grain
from orchestration.report.header import header
from orchestration.report.page import page


def render(database: Path, verdict: dict, organization: str = "") -> str:
    """The page as one HTML text. The same file and verdict give the same bytes."""
    with evidence.opened(database) as connection:
        facts = header(connection, verdict, organization)
        series = by_series(evidence.read_cells(connection, ("company", "leader"), facts.as_of))
        indicators = evidence.read_indicators(connection)
        leaders = evidence.read_leaders(connection)
    grains = {i.indicator_id: headline_grain(series, i) for i in indicators}
    sheets = []
    for leader in leaders:
        keys = [
            Series(i.indicator_id, grains[i.indicator_id], "leader", leader.leader_id)
            for i in indicators
        ]
        cards = [
            card(indicator, series[key], ())
            for indicator, key in zip(indicators, keys, strict=True)
            if key in series
        ]
        if cards:
            sheets.append({"leader": leader, "cards": cards})
    return page("people_partner.html.j2", header=facts, sheets=sheets)
