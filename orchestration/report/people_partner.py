"""The people partners' page: what to look into, and a sheet a leader, never a ranking.

A pure function of the people-partner file and the verdict. No other audience gets this page.
"""

from pathlib import Path
from typing import Any

from orchestration.report import evidence
from orchestration.report.cards import Series, by_series, card, headline_grain
from orchestration.report.header import header
from orchestration.report.page import page
from orchestration.report.sections import alerts, associations, effects, equity, severity_gaps

ALERTS_NOTE = "Teams that too few people lead are on this page only."
TITLES = {
    "alerts": "Alerts",
    "gaps": "Gaps between groups of leaders",
    "equity": "Promotion equity",
    "effects": "Training effect",
    "associations": "Scores and later outcomes",
}


def render(database: Path, verdict: dict, organization: str = "") -> str:
    """The page as one HTML text. The same file and verdict give the same bytes."""
    with evidence.opened(database) as connection:
        facts = header(connection, verdict, organization)
        series = by_series(evidence.read_cells(connection, ("company", "leader"), facts.as_of))
        indicators = evidence.read_indicators(connection)
        leaders = evidence.read_leaders(connection)
        catalog = {i.indicator_id: i for i in indicators}
        sections: dict[str, Any] = {
            "alerts": alerts.section(connection, facts.as_of),
            "gaps": severity_gaps.section(connection, facts.as_of),
            "equity": equity.section(connection, facts.as_of),
            "effects": effects.section(connection, catalog),
            "associations": associations.section(connection, catalog),
        }
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
    return page(
        "people_partner.html.j2",
        header=facts,
        sheets=sheets,
        contents=[(name, title, sections[name].headline) for name, title in TITLES.items()],
        also=[("sheets", "Leader sheets")],
        is_equity_detailed=True,
        alerts_note=ALERTS_NOTE,
        **sections,
    )
