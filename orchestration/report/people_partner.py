"""Leader sheets for the people partners: one table a leader, in the order of ids, never a ranking.

A pure function of the people-partner file and the verdict. No other audience gets this page.
"""

from pathlib import Path

from orchestration.report import evidence
from orchestration.report.cards import card, headline_grain, select
from orchestration.report.header import header
from orchestration.report.page import page


def render(database: Path, verdict: dict, organization: str = "") -> str:
    """The page as one HTML text. The same file and verdict give the same bytes."""
    with evidence.opened(database) as connection:
        cells = evidence.read_cells(connection, ("company", "leader"))
        indicators = evidence.read_indicators(connection)
        facts = header(connection, verdict, organization)
    series: dict[str, list[evidence.Cell]] = {}
    for cell in cells:
        if cell.scope_type == "leader":
            series.setdefault(cell.scope_id, []).append(cell)
    grains = {i.indicator_id: headline_grain(cells, i) for i in indicators}
    sheets = []
    for leader_id, own in sorted(series.items()):
        scope = ("leader", leader_id)
        histories = [
            (i, select(own, i.indicator_id, grains[i.indicator_id], scope)) for i in indicators
        ]
        cards = [card(indicator, history, ()) for indicator, history in histories if history]
        sheets.append({"leader_id": leader_id, "cards": cards})
    return page("people_partner.html.j2", header=facts, sheets=sheets)
