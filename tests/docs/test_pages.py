"""What the pages say about codes and files is what the code says."""

import pytest

from orchestration.defs import cadence, sensors
from orchestration.report import reasons, wording
from tests.docs.pages import ROOT, links, pages, table

READING = ROOT / "docs" / "read-the-scorecard.md"


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page):
    broken = [link for link in links(page) if not (page.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_a_page_answers_one_question(page):
    headings = [line for line in page.read_text().splitlines() if line.startswith("# ")]
    assert len(headings) == 1
    assert headings[0].endswith("?")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_page_names_no_machine(page):
    text = page.read_text(encoding="utf-8")
    assert "/work/" not in text
    assert "/tmp/" not in text


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        ("Status", wording.STATUSES),
        ("Why a number is not there", wording.CELL_STATES),
        ("Use", wording.USES),
        ("Claim level", wording.CLAIM_LEVELS),
    ],
)
def test_every_code_is_explained_as_on_the_scorecard_itself(heading, codes):
    explained = [[str(code), words.label, words.sentence] for code, words in codes.items()]
    assert table(READING, heading) == explained


def test_every_note_on_a_mean_of_raters_is_explained_as_on_the_pages():
    page = ROOT / "docs" / "trust-an-instrument.md"
    shown = table(page, "When the mean of a leader's raters stands for nothing")
    assert {code: sentence for code, sentence in shown} == reasons.AGGREGATION


def test_schedules_and_sensors_on_the_page_are_those_of_the_code_location():
    triggers = [
        cadence.monthly_schedule,
        cadence.quarterly_schedule,
        cadence.yearly_schedule,
        sensors.new_exports,
    ]
    shown = [row[0] for row in table(ROOT / "docs" / "run-on-a-schedule.md", "With Dagster")]
    assert shown == [trigger.name for trigger in triggers]
