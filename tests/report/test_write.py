"""Pages are written for the audiences of a release, and for no other."""

import json
from datetime import date

from orchestration.report.write import write_reports
from tests.report.marts import audience_file, cell, indicator, verdict

PULSE = "pulse_empathy_score"


def release(folder, *audiences):
    """A folder as the publisher hands it over."""
    (folder / "verdict.json").write_text(json.dumps(verdict()))
    for audience in audiences:
        (folder / audience).mkdir()
        rows = [cell(PULSE, date(2025, 1, 1))]
        audience_file(folder / audience / "scorecard.duckdb", rows, [indicator(PULSE)])
    return folder


def test_every_audience_of_the_release_gets_its_page(tmp_path):
    folder = release(tmp_path, "executive", "people_partner", "auditor")
    write_reports(folder, "Sample organization")
    titles = {
        audience: (folder / audience / "report" / "index.html").read_text().split("<h1>")[1][:12]
        for audience in ("executive", "people_partner", "auditor")
    }
    assert titles == {
        "executive": "Empathy scor",
        "people_partner": "Leader sheet",
        "auditor": "Data-quality",
    }


def test_an_audience_that_was_not_ordered_gets_no_page(tmp_path):
    folder = release(tmp_path, "executive")
    write_reports(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["executive", "verdict.json"]


def test_a_page_leaves_nothing_beside_the_database(tmp_path):
    folder = release(tmp_path, "executive")
    write_reports(folder)
    names = sorted(path.name for path in (folder / "executive").iterdir())
    assert names == ["report", "scorecard.duckdb"]
