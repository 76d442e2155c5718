"""The executive page: three panels, business units and the three cadences, whole company first.

A pure function of the audience file and the verdict; it reads no row about a single leader.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from orchestration.report import evidence, wording
from orchestration.report.cards import Card, Series, by_series, card, headline_grain
from orchestration.report.header import header
from orchestration.report.page import page
from orchestration.report.records import Cell, Cohort, Indicator

COMPANY = ("company", "company")
QUESTIONS = ("listening", "responding", "fairness")


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
    return page(
        "executive.html.j2",
        header=facts,
        panels=_panels(marts),
        questions=_questions(marts),
        units=_units(marts),
        cadences=_cadences(marts),
        claims=_claims(marts),
    )


def _panels(marts: Marts) -> list[dict]:
    found = []
    for panel, words in wording.PANELS.items():
        cards = [marts.card(i) for i in marts.indicators if i.panel == panel]
        found.append({"id": panel, "words": words, "cards": [c for c in cards if c]})
    return found


def _claims(marts: Marts) -> list[Card]:
    """Headlines of which more can be claimed than nothing."""
    cards = [marts.card(i) for i in marts.indicators]
    return [c for c in cards if c and c.cell.claim_level]


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
