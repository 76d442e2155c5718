"""Published numbers lead to lines, and the lines, read without the pipeline, give the counts."""

import json
import random
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.explain.conftest import asking, csv_records, landed, statements, traced

DENVER = ZoneInfo("America/Denver")
PRINTED = 0.0005 + 1e-9  # half a unit of the last of the three decimals that the catalog states


def sampled(cells, count=50):
    """Published values, drawn evenly from all indicators."""
    draw = random.Random(54)
    of = {}
    for cell in cells:
        if cell["cell_state"] == "value":
            of.setdefault(cell["indicator_id"], []).append(cell)
    each = [draw.sample(values, min(3, len(values))) for _, values in sorted(of.items())]
    drawn = [cell for values in each for cell in values]
    rest = [cell for values in of.values() for cell in values if cell not in drawn]
    return drawn + draw.sample(rest, count - len(drawn))


def test_fifty_numbers_of_all_indicators_lead_to_lines_of_landed_files(demo, ask, cells):
    asked = sampled(cells)
    assert len({cell["indicator_id"] for cell in asked}) == 15
    assert {"company", "business_unit", "org_unit", "cohort", "leader"} == {
        cell["scope_type"] for cell in asked
    }
    lengths = {}
    for cell in asked:
        found = ask(**asking(cell), audience="people_partner")
        assert (found.lines_state, bool(found.files)) == ("resolved", True), cell
        for file in found.files:
            sha256 = file["file_sha256"]
            if file["format"] != "xlsx" and sha256 not in lengths:
                lengths[sha256] = len(landed(demo.home, sha256).splitlines())
            for part in file["parts"]:
                lines = traced(found, part["part"])[sha256]
                assert len(lines) == part["line_count"] > 0
                assert min(lines) > 1
                assert max(lines) <= lengths.get(sha256, max(lines))


def test_the_pulse_counts_the_people_who_wrote_its_lines(demo, ask):
    found = ask("pulse_empathy_score", period="2025-09")
    ((sha256, lines),) = traced(found, "answers").items()
    forms = csv_records(landed(demo.home, sha256))
    people = {forms[line]["ExternalReference"] for line in lines}
    assert len(people) == found.number["rater_count"] == len(lines)
    assert {forms[line]["wave"] for line in lines} == {"2025-09"}
    ((sha256, lines),) = traced(found, "invitations").items()
    invited = csv_records(landed(demo.home, sha256))
    asked = {invited[line]["External Reference"] for line in lines}
    assert {(invited[line]["Survey"], invited[line]["Wave"]) for line in lines} == {
        ("team_pulse", "2025-09")
    }
    assert len(asked) == found.number["eligible_count"]
    assert people <= asked


def test_the_incidents_of_a_quarter_are_all_its_lines_that_are_no_escalation(demo, ask):
    found = ask("hr_incident_rate_per_100", period="2025-Q3")
    ((sha256, lines),) = traced(found, "events").items()

    def opened(case):
        local = datetime.strptime(case["Opened"], "%m/%d/%Y %H:%M:%S").replace(tzinfo=DENVER)
        return f"{local.astimezone(ZoneInfo('UTC')):%Y-%m}"

    cases = csv_records(landed(demo.home, sha256))
    expected = {
        line
        for line, case in cases.items()
        if case["Escalated"] == "false" and "2025-07" <= opened(case) <= "2025-09"
    }
    assert lines == expected
    assert len(lines) == found.number["response_count"]


def test_the_people_behind_a_rate_fill_its_person_months_and_none_had_left(demo, ask):
    found = ask("hr_incident_rate_per_100", period="2025-09")
    people = {
        csv_records(landed(demo.home, sha256))[line]["Employee ID"]
        for sha256, lines in traced(found, "people").items()
        for line in lines
    }
    number = found.number
    person_months = 1200 * number["response_count"] / number["estimate"]
    # Who changes leaders within the month is counted under both, and written on a line of each.
    assert person_months <= len(people) <= number["rater_count"]
    text = (demo.config.parent / "hris" / "terminations.csv").read_text(encoding="utf-8-sig")
    left = {
        row["Employee ID"]
        for row in csv_records(text).values()
        if datetime.strptime(row["Termination Date"], "%m/%d/%Y") < datetime(2025, 9, 1)
    }
    assert left
    assert not left & people


def test_training_completed_is_the_share_of_learners_whose_line_says_so(demo, ask):
    found = ask("training_completion_share", period="2025-01")
    learners = {}
    for sha256, lines in traced(found, "assignments").items():
        text = landed(demo.home, sha256)
        if text.startswith("["):
            told = statements(text)
            for line in lines:
                name = told[line]["actor"]["account"]["name"]
                verb = told[line]["verb"]["id"].rsplit("/", 1)[-1]
                is_done = verb == "completed" and told[line]["timestamp"] < "2025-02"
                learners[name] = is_done
        else:
            enrolled = csv_records(text)
            learners |= {enrolled[line]["User ID"]: False for line in lines}
    assert len(learners) == found.number["rater_count"]
    done = sum(learners.values())
    assert done / len(learners) == pytest.approx(found.number["estimate"], abs=PRINTED)
    assert 0 < done < len(learners)


@pytest.mark.parametrize("scope", ["company", "cohort:cohort_2025_north"])
def test_observed_behavior_is_the_share_of_its_lines_with_a_mark_that_counts_as_seen(
    demo, ask, scope
):
    found = ask("observed_behavior_share", scope, "2025-Q3")
    ((sha256, lines),) = traced(found, "trials").items()
    marks = csv_records(landed(demo.home, sha256))
    assert {marks[line]["No Opportunity"] for line in lines} == {"N"}
    assert {marks[line]["Observed At"][:7] for line in lines} <= {"2025-07", "2025-08", "2025-09"}
    assert len(lines) == found.number["response_count"]


def test_parts_of_a_score_lie_on_the_lines_of_the_whole(ask):
    whole = traced(ask("empathy_360_score", period="2025-Q3"), "answers")
    part = traced(ask("empathy_360_score", period="2025-Q3", construct="listening"), "answers")
    assert part.keys() == whole.keys()
    assert all(part[sha256] & whole[sha256] for sha256 in part)


def test_the_command_prints_the_hash_and_the_lines(demo, ask):
    arguments = ("--indicator", "pulse_empathy_score", "--scope", "company", "--period", "2025-09")
    (file, *_) = ask("pulse_empathy_score", period="2025-09").files
    shown = demo.scorecard("explain", *arguments)
    assert shown.returncode == 0, shown.stderr
    assert file["file_sha256"] in shown.stdout
    assert file["parts"][0]["lines"][0] in shown.stdout
    as_json = json.loads(demo.scorecard("explain", *arguments, "--json").stdout)
    assert as_json["files"][0] == file
