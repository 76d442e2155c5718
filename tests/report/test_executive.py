"""What an executive is shown, and what must not be in the file at all."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from orchestration.report import executive
from orchestration.report.records import Cohort
from tests.report.marts import audience_file, cell, indicator, verdict, withheld

JAN, FEB, MAR = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)
PULSE, SEEN, INCIDENTS = (
    "pulse_empathy_score",
    "observed_behavior_share",
    "hr_incident_rate_per_100",
)
INDICATORS = [indicator(PULSE), indicator(SEEN), indicator(INCIDENTS, indicator_kind="lagging")]
NAUGHTY = Path(__file__).parents[3] / "shared/data/badcsv/naughty-strings/blns.json"
LOADED = {"script", "iframe", "object", "embed", "link", "img", "base", "form", "video", "audio"}


class Reader(HTMLParser):
    """Collects the tags with their attributes, and the text outside of the style sheet."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text, self._open = [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._open = tag
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self._open != "style":
            self.text.append(data)

    @property
    def words(self):
        return " ".join(" ".join(self.text).split())


@pytest.fixture
def render(tmp_path):
    """Render a page from rows."""

    def rendered(cells, indicators=INDICATORS, cohorts=(), organization=""):
        path = tmp_path / "scorecard.duckdb"
        path.unlink(missing_ok=True)
        audience_file(path, cells, indicators, list(cohorts))
        return executive.render(path, verdict(), organization)

    return rendered


def test_a_value_stands_beside_its_unit_band_change_status_and_reason(render):
    claim = "level 1 - not confirmed by behavior, associated with training"
    reason = "moving_toward_target"
    shown = cell(PULSE, MAR, status="on_track", status_reason=reason, claim_level=1, claim=claim)
    words = Reader(render([shown])).words
    assert "3.60" in words
    assert "Mar 2025, points on the instrument scale" in words
    assert "3.40 to 3.80" in words
    assert "+0.10" in words
    assert "On track It moved the right way by more than chance explains" in words
    assert f"Claim {claim}" in words
    assert f"pulse empathy score, Mar 2025: {claim}" in words
    assert "A confidence 82 of 100" in words


def test_a_withheld_number_is_in_no_byte_of_the_page(render):
    secret = withheld(PULSE, FEB, estimate=4.1234, lower=4.0717, upper=4.1811, rater_count=4444)
    page = render([cell(PULSE, JAN), secret, cell(PULSE, MAR)])
    for trace in ("4.12", "4.07", "4.18", "4444", "4,444"):
        assert trace not in page
    assert "withheld: too few raters" in page


def test_a_withheld_unit_is_named_beside_the_published_ones(render):
    units = [
        cell(PULSE, JAN, scope_type="business_unit", scope_id="Commercial", estimate=3.55),
        withheld(PULSE, JAN, scope_type="business_unit", scope_id="Operations", estimate=2.22),
    ]
    page = render([cell(PULSE, JAN), *units])
    assert "Commercial" in page and "3.55" in page
    assert "Operations" in page and "2.22" not in page


def test_no_row_about_a_single_leader_reaches_the_page(render):
    leader = cell(PULSE, JAN, scope_type="leader", scope_id="p_0a1b2c", estimate=1.2345)
    page = render([cell(PULSE, JAN), leader])
    assert "p_0a1b2c" not in page
    assert "1.23" not in page


def test_a_missing_period_is_said_to_be_missing_and_is_not_zero(render):
    gone = cell(
        PULSE, FEB, estimate=None, lower=None, upper=None, status="missing", cell_state="stale"
    )
    words = Reader(render([cell(PULSE, JAN), gone])).words
    assert "out of date" in words
    assert "0.00" not in words


@pytest.mark.parametrize("status", ["met", "too_early", "insufficient_evidence", "suppressed"])
def test_each_status_has_its_own_look_and_words(render, status):
    page = render([cell(PULSE, JAN, status=status)])
    assert f'class="chip {status}"' in page


def test_every_chart_has_words_and_a_table_with_every_period(render):
    page = render([cell(PULSE, JAN), cell(PULSE, FEB), cell(SEEN, FEB, unit="share")])
    tags = Reader(page).tags
    charts = [attrs for tag, attrs in tags if tag == "svg" and attrs.get("role") == "img"]
    assert len(charts) == 2
    assert all(chart["aria-label"] for chart in charts)
    assert page.count('<th scope="row">Jan 2025</th>') == 1


def test_training_and_coaching_are_marked_in_the_trend(render):
    cohort = Cohort("spring", date(2025, 1, 6), date(2025, 1, 10), date(2025, 2, 14))
    page = render([cell(PULSE, JAN), cell(PULSE, FEB)], cohorts=[cohort])
    assert ">training</text>" in page
    assert ">coaching</text>" in page


def test_each_cadence_shows_its_own_periods(render):
    rows = [
        cell(PULSE, MAR),
        cell(PULSE, JAN, period_grain="quarter"),
        cell(PULSE, JAN, period_grain="year"),
    ]
    words = Reader(render(rows)).words
    parts = re.split("Monthly: operational|Quarterly: strategic|Yearly: calibration", words)[-3:]
    assert "Mar 2025" in parts[0]
    assert "Q1 2025" in parts[1]
    assert " 2025 " in parts[2]


def test_headings_never_skip_a_level(render):
    page = render([cell(PULSE, JAN), cell(INCIDENTS, JAN)])
    levels = [int(tag[1]) for tag, _ in Reader(page).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_so_that_labels_point_to_one_place(render):
    page = render([cell(PULSE, JAN), cell(SEEN, JAN), cell(INCIDENTS, JAN)])
    tags = Reader(page).tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    labels = {attrs["aria-labelledby"] for _, attrs in tags if "aria-labelledby" in attrs}
    assert len(ids) == len(set(ids))
    assert labels <= set(ids)


def test_the_page_loads_nothing_and_runs_nothing(render):
    page = render([cell(PULSE, JAN)])
    tags = Reader(page).tags
    assert not {tag for tag, _ in tags} & LOADED
    assert "url(" not in page and "@import" not in page
    assert "default-src 'none'" in page
    links = {attrs["href"] for _, attrs in tags if "href" in attrs}
    assert all(link.startswith("#") for link in links)


def test_the_same_file_and_verdict_give_the_same_bytes(render):
    rows = [cell(PULSE, JAN), cell(SEEN, JAN, unit="share", estimate=0.4, lower=0.3, upper=0.5)]
    assert render(rows) == render(list(reversed(rows)))


def test_no_naughty_string_becomes_live(render):
    strings = [text for text in json.loads(NAUGHTY.read_text(encoding="utf-8")) if text]
    assert len(strings) > 500

    def shape(texts):
        names = [f"indicator_{i:03}" for i in range(len(texts))]
        rows = [
            cell(name, JAN, status_reason=text, scope_id=scope_id, scope_type=scope_type)
            for name, text in zip(names, texts, strict=True)
            for scope_type, scope_id in (("company", "company"), ("business_unit", texts[0]))
        ]
        fields = ("indicator_name", "definition", "calculation", "owner", "unit")
        dictionary = [
            indicator(name, **dict.fromkeys(fields, text))
            for name, text in zip(names, texts, strict=True)
        ]
        page = render(rows, dictionary, organization=texts[0])
        return [(tag, sorted(attrs)) for tag, attrs in Reader(page).tags]

    assert shape(strings) == shape(["harmless"] * len(strings))
