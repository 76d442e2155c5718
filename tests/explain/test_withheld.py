"""What is not to be read off a number is not to be read off its lines either."""

import json
import shutil

import pytest

from orchestration.commands.output import Exit
from orchestration.explain.explanation import explain
from orchestration.explain.question import Question, QuestionError
from orchestration.locations import Home
from orchestration.release.lines import LINES_FILE
from tests.explain.conftest import asking

ASKED = ("pulse_empathy_score", "company", "2025-09")


def one(cells, **wanted):
    return next(cell for cell in cells if wanted.items() <= cell.items())


@pytest.mark.parametrize("audience", ["auditor", "people_partner"])
def test_a_withheld_number_has_no_lines_and_no_count_of_lines(ask, cells, audience):
    withheld = [cell for cell in cells if cell["cell_state"] == "withheld_primary"]
    found = next(_answers(ask, audience, withheld))
    assert found.lines_state == "withheld"
    assert found.number["suppression_reason"]
    assert found.number["estimate"] is None
    assert found.files
    assert all(file["parts"] == [] for file in found.files)


def _answers(ask, audience, cells):
    """Explanations of the cells that the audience was given."""
    for cell in cells:
        try:
            yield ask(**asking(cell), audience=audience)
        except QuestionError:
            continue


def test_the_executive_audience_gets_files_and_no_lines(ask):
    found = ask(*ASKED, audience="executive")
    assert found.lines_state == "not_for_this_audience"
    assert found.number["estimate"] is not None
    assert {file["feed"] for file in found.files} == {"survey_answers"}
    assert all(file["parts"] == [] for file in found.files)


def test_a_leaders_number_is_for_people_partners_only(ask, cells):
    cell = one(cells, scope_type="leader", cell_state="value")
    for audience in ("auditor", "executive"):
        with pytest.raises(QuestionError, match="people partners only"):
            ask(**asking(cell), audience=audience)
    assert ask(**asking(cell), audience="people_partner").lines_state == "resolved"


def test_what_was_not_measured_says_so(ask, cells):
    cell = one(cells, scope_type="company", cell_state="not_collected")
    found = ask(**asking(cell))
    assert found.lines_state == "nothing_measured"
    assert found.number["status_reason"]


def test_an_indicator_whose_lines_nobody_lists_says_so(published_alone, monkeypatch):
    monkeypatch.setattr("orchestration.explain.explanation.lines_behind", lambda *_: [])
    found = explain(published_alone, Question.of(*ASKED), "auditor")
    assert found.lines_state == "not_listed"
    assert {file["feed"] for file in found.files} == {"survey_answers"}


def test_no_answer_and_no_id_of_a_person_is_printed(demo):
    shown = demo.scorecard(
        "explain", "--indicator", ASKED[0], "--scope", ASKED[1], "--period", ASKED[2], "--json"
    ).stdout
    files = json.loads(shown)["files"]
    assert {key for file in files for key in file} == {
        *("feed", "source_id", "format", "file_sha256", "rows_read", "rows_accepted"),
        *("is_landed", "parts"),
    }
    assert "@" not in shown
    assert '"p_' not in shown


@pytest.mark.parametrize(
    ("arguments", "offered"),
    [
        (("pulse_empathy", "company", "2025-09"), "pulse_empathy_score"),
        (("pulse_empathy_score", "org_unit:ou", "2025-09"), "there is "),
        (("pulse_empathy_score", "company", "1999-01"), "2025-12"),
        (("rater_agreement", "cohort:x", "2025-Q3"), "there is company"),
        (("rater_agreement", "company", "2025-09"), "quarter, year"),
        (("pulse_empathy_score", "company", "soon"), "2025-Q3"),
        (("pulse_empathy_score", "everybody", "2025"), "company"),
    ],
)
def test_what_was_not_published_is_refused_with_what_was(demo, arguments, offered):
    indicator, scope, period = arguments
    done = demo.scorecard("explain", "--indicator", indicator, "--scope", scope, "--period", period)
    assert done.returncode == Exit.UNUSABLE
    assert offered in done.stderr
    assert done.stdout == ""


def test_an_unknown_construct_audience_or_release_is_refused(demo, ask):
    with pytest.raises(QuestionError, match="listening"):
        ask(*ASKED, construct="listen")
    with pytest.raises(QuestionError, match="not written for press"):
        ask(*ASKED, audience="press")
    done = demo.scorecard(
        *("explain", "--indicator", ASKED[0], "--scope", ASKED[1], "--period", ASKED[2]),
        *("--release", "2020-01-01-000000000000"),
    )
    assert done.returncode == Exit.UNUSABLE


@pytest.fixture
def published_alone(demo, tmp_path):
    """A home that holds the release and nothing else: no warehouse, no landing zone."""
    home = Home(tmp_path)
    release_id = demo.home.current.resolve().name
    shutil.copytree(demo.home.releases / release_id, home.releases / release_id)
    home.current.symlink_to(f"releases/{release_id}")
    for path in (home.releases / release_id, home.releases / release_id / LINES_FILE):
        path.chmod(0o700)
    return home


def test_lines_are_told_long_after_the_build_is_gone(published_alone, ask):
    found = explain(published_alone, Question.of(*ASKED), "auditor")
    assert found.lines_state == "resolved"
    assert [file["is_landed"] for file in found.files] == [False, False]
    kept = [{**file, "is_landed": False} for file in ask(*ASKED).files]
    assert found.files == kept


def test_a_changed_or_missing_list_of_lines_is_not_believed(published_alone, demo):
    path = published_alone.current.resolve() / LINES_FILE
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    found = explain(published_alone, Question.of(*ASKED), "auditor")
    assert (found.lines_state, found.number["cell_state"]) == ("no_lines", "value")
    path.unlink()
    assert explain(published_alone, Question.of(*ASKED), "auditor").lines_state == "no_lines"
    altered = type(demo)(demo.config, published_alone)
    arguments = ("--indicator", ASKED[0], "--scope", ASKED[1], "--period", ASKED[2])
    done = altered.scorecard("explain", *arguments)
    assert done.returncode == Exit.BLOCKED
    assert str(found.number["estimate"]) in done.stdout
    assert LINES_FILE in done.stdout
