"""The executive page: three panels, what is to be decided, business units, the three cadences.

A pure function of the audience file and the verdict; it reads no row about a single leader.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from orchestration.report import evidence, wording
from orchestration.report.cards import Card, Series, by_series, card, headline_grain
from orchestration.report.header import Header, header
from orchestration.report.page import page
from orchestration.report.records import Cell, Cohort, Indicator
from orchestration.report.sections import (
    alerts,
    claims,
    equity,
    improvement,
    pilot,
    program_value,
)

COMPANY = ("company", "company")
QUESTIONS = ("listening", "responding", "fairness")
DECIDED = {
    "pilot": "90-day pilot",
    "improvement": "Leaders improved",
    "equity": "Promotion equity",
    "alerts": "Alerts",
    "value": "Program value",
}
ALERTS_NOTE = "Teams that too few people lead are not on this page: people partners see them."


class Marts(NamedTuple):
    """What is read from the file."""

    series: dict[Series, list[Cell]]
    indicators: list[Indicator]
    cohorts: list[Cohort]

    def card(
        self,
        indicator: Indicator,
        grain: str = "",
        scope: tuple[str, str] = COMPANY,
        construct: str = "all",
    ) -> Card | None:
        """The card of one series, at the headline's grain unless named; None without such a row."""
        grain = grain or headline_grain(self.series, indicator)
        history = self.series.get(Series(indicator.indicator_id, grain, *scope, construct))
        return card(indicator, history, self.cohorts) if history else None


def render(database: Path, verdict: dict, organization: str = "") -> str:
    """The page as one HTML text. The same file and verdict give the same bytes."""
    with evidence.opened(database) as connection:
        facts = header(connection, verdict, organization)
        marts = Marts(
            by_series(evidence.read_cells(connection, ("company", "business_unit"), facts.as_of)),
            evidence.read_indicators(connection),
            evidence.read_cohorts(connection),
        )
        sections = _sections(connection, facts, marts)
    return page(
        "executive.html.j2",
        header=facts,
        panels=_panels(marts),
        questions=_questions(marts),
        units=_units(marts),
        cadences=_cadences(marts),
        contents=[(name, title, sections[name].headline) for name, title in DECIDED.items()],
        also=_also(),
        is_equity_detailed=False,
        alerts_note=ALERTS_NOTE,
        **sections,
    )


def _sections(connection: duckdb.DuckDBPyConnection, facts: Header, marts: Marts) -> dict[str, Any]:
    """What an executive decides on."""
    indicators = {i.indicator_id: i for i in marts.indicators}
    headlines = [marts.card(i) for i in marts.indicators]
    return {
        "claims": claims.section([c for c in headlines if c]),
        "pilot": pilot.section(connection, indicators),
        "improvement": improvement.section(connection, facts.as_of),
        "equity": equity.section(connection, facts.as_of),
        "alerts": alerts.section(connection, facts.as_of),
        "value": program_value.section(connection),
    }


def _also() -> list[tuple[str, str]]:
    """Links to the rest of the page."""
    return [
        ("questions", "Three questions"),
        *((name, words.label) for name, words in wording.PANELS.items()),
        ("units", "Business units"),
        *((f"cadence-{grain}", words.label) for grain, words in wording.CADENCES.items()),
        ("pilot-course", "Course of the pilots"),
        ("reading", "How to read this page"),
    ]


def _panels(marts: Marts) -> list[dict]:
    found = []
    for panel, words in wording.PANELS.items():
        cards = [marts.card(i) for i in marts.indicators if i.panel == panel]
        found.append({"id": panel, "words": words, "cards": [c for c in cards if c]})
    return found


def _questions(marts: Marts) -> dict:
    """Indicators that are split by construct, a row for each construct."""
    split = {s.indicator_id for s in marts.series if s.construct in QUESTIONS}
    columns = [i for i in marts.indicators if i.indicator_id in split]
    return {
        "columns": [i.indicator_name for i in columns],
        "rows": [
            {
                "words": wording.CONSTRUCTS[construct],
                "cards": [marts.card(i, construct=construct) for i in columns],
            }
            for construct in QUESTIONS
        ],
    }


def _units(marts: Marts) -> dict:
    """The company and its business units side by side."""
    units = sorted({s.scope_id for s in marts.series if s.scope_type == "business_unit"})
    scopes = [COMPANY, *(("business_unit", unit) for unit in units)]
    rows = []
    for indicator in marts.indicators:
        cards = [marts.card(indicator, scope=scope) for scope in scopes]
        if any(cards[1:]):
            period = next(c.period for c in cards if c)
            rows.append({"indicator": indicator, "period": period, "cards": cards})
    return {"columns": [wording.scope_name(*scope) for scope in scopes], "rows": rows}


def _cadences(marts: Marts) -> Sequence[dict]:
    """What each review looks at: every indicator that exists at its grain."""
    return [
        {
            "grain": grain,
            "words": words,
            "cards": [c for i in marts.indicators if (c := marts.card(i, grain))],
        }
        for grain, words in wording.CADENCES.items()
    ]
