"""What an auditor is told about a release, and what is kept from the page."""

import re

import pytest

from orchestration.report import auditor
from tests.report.marts import audience_file, check, verdict

FILE = {
    "source_id": "pulse",
    "feed": "survey_answers",
    "format": "qualtrics",
    "file_sha256": "1" * 64,
    "size_bytes": 1024,
    "rows_read": 100,
    "rows_accepted": 90,
    "rows_quarantined": 4,
    "rows_superseded": 3,
    "rows_duplicate": 3,
    "is_refused": False,
    "mapping_digest": "2" * 64,
}


@pytest.fixture
def render(tmp_path):
    """Render the page of a verdict."""

    def rendered(*checks, refusals=(), **other):
        path = tmp_path / "scorecard.duckdb"
        path.unlink(missing_ok=True)
        audience_file(path, [], [], refusals=refusals)
        page = auditor.render(path, verdict(*checks, **other), "Sample organization")
        return re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)

    return rendered


def words(html):
    """The text of a page."""
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def test_the_four_outcomes_are_counted_apart(render):
    outcomes = ["failed"] + ["waived"] * 2 + ["not_evaluated"] * 3 + ["passed"] * 4
    page = render(*(check(f"rule_{i}", outcome) for i, outcome in enumerate(outcomes)))
    counts = re.findall(r"<dt>(.*?)</dt><dd>(\d+)</dd>", page)
    assert counts == [("Failed", "1"), ("Waived", "2"), ("Not evaluated", "3"), ("Passed", "4")]


def test_a_check_says_what_was_needed_why_and_what_was_observed(render):
    text = words(render(check("rater_count.pulse_empathy_score", "passed", observed=17.0)))
    assert "rater_count.pulse_empathy_score marts.fct_scorecard publication gate" in text
    assert "people analytics completeness" in text
    assert "at least 5 raters A headline that rests on fewer raters" in text
    assert "17 3 of 3 0" in text


def test_a_check_that_keeps_the_release_back_says_so(render):
    assert "keeps the release back" in render(check("rule", "failed", is_blocking=True))
    assert "keeps the release back" not in render(check("rule", "waived", waiver="agreed"))


def test_a_waived_check_names_the_reason_it_was_accepted_for(render):
    assert "Accepted: the export is late" in render(
        check("rule", "waived", waiver="the export is late")
    )


def test_an_ignored_waiver_is_listed_with_why(render):
    ignored = {
        "rule_id": "answered_share.pulse_empathy_score",
        "digest": "3" * 64,
        "reason": "fine",
        "owner": "one",
        "approver": "one",
        "expires_on": "2026-03-01",
        "standing": "ignored: approved by its own owner",
    }
    text = words(render(waivers=[ignored]))
    assert "answered_share.pulse_empathy_score ignored: approved by its own owner fine" in text


def test_a_file_shows_its_hash_and_its_row_balance(render):
    text = words(render(inputs=[FILE, FILE | {"rows_read": 101}]))
    assert f"{'1' * 64} 100 90 4 3 3 holds" in text
    assert f"{'1' * 64} 101 90 4 3 3 does not hold" in text


def test_what_was_not_taken_is_counted_by_rule_and_field(render):
    refusal = {
        "source_id": "pulse",
        "feed": "survey_answers",
        "file_sha256": "1" * 64,
        "disposition": "quarantined",
        "rule": "out_of_range",
        "field": "answer",
        "row_count": 4,
    }
    accepted = refusal | {"disposition": "accepted", "rule": "never shown", "row_count": 90}
    text = words(render(refusals=[refusal, accepted]))
    assert f"out_of_range answer pulse survey_answers quarantined {'1' * 64} 4" in text
    assert "never shown" not in text


def test_a_number_that_was_not_observed_is_a_dash():
    assert auditor.observed({"observed": None}) == "\N{EM DASH}"
    assert auditor.observed({"observed": 0.71234}) == "0.7123"


def test_digests_of_tables_and_standards_are_listed(render):
    page = render()
    for digit in "abcf":
        assert digit * 64 in page


def test_the_same_verdict_gives_the_same_bytes(render):
    assert render(check("rule", "passed")) == render(check("rule", "passed"))
