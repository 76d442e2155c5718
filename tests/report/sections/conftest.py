"""Pages of each audience from hand-made marts, as text and as HTML."""

import re
from datetime import date

import pytest

from orchestration.report import auditor, executive, people_partner
from tests.report.marts import audience_file, cell, indicator, verdict

PULSE, INCIDENTS = "pulse_empathy_score", "hr_incident_rate_per_100"
INDICATORS = [
    indicator(PULSE, indicator_name="Pulse"),
    indicator(INCIDENTS, indicator_name="Incidents", decimals=1, unit="incidents"),
]


class Page:
    """A page: its HTML without the style sheet, and the text of the whole or of a section."""

    def __init__(self, html):
        self.html = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)

    @property
    def text(self):
        return words(self.html)

    def section(self, name):
        """The text of the section with this id."""
        return words(self.part(name))

    def part(self, name):
        """The HTML of the section with this id."""
        (found,) = re.findall(
            rf'<section [^>]*aria-labelledby="{name}">.*?</section>', self.html, re.DOTALL
        )
        return found


def words(html):
    """The text of a piece of HTML."""
    return " ".join(re.sub("<[^>]*>", " ", html).split())


@pytest.fixture
def pages(tmp_path):
    """Render the page of an audience from the rows of some marts."""
    renders = {
        "executive": executive.render,
        "people_partner": people_partner.render,
        "auditor": auditor.render,
    }

    def rendered(audience, **analyses):
        path = tmp_path / "scorecard.duckdb"
        path.unlink(missing_ok=True)
        cells = [cell(PULSE, date(2025, 12, 1))]
        audience_file(path, cells, INDICATORS, analyses=analyses)
        return Page(renders[audience](path, verdict()))

    return rendered
