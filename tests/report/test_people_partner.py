"""Leader sheets: each leader alone, nobody ranked, nothing that is not fit for use."""

import re
from datetime import date

import pytest

from orchestration.report import people_partner
from orchestration.report.records import Leader
from tests.report.marts import audience_file, cell, indicator, verdict

JAN = date(2025, 1, 1)
PULSE = "pulse_empathy_score"


def leader(leader_id, **other):
    """A leader of the business unit north."""
    row = {
        "leader_id": leader_id,
        "business_unit": "north",
        "org_unit_id": "u1",
        "cohort_id": "spring",
        "trained_on": date(2025, 1, 6),
        "is_in_post": True,
    }
    return Leader(**row | other)


def of(leader_id, estimate, **other):
    """The pulse score of a leader."""
    scope = {"scope_type": "leader", "scope_id": leader_id, "use_label": "coaching"}
    return cell(PULSE, JAN, estimate=estimate, **scope | other)


@pytest.fixture
def render(tmp_path):
    """Render the sheets of these leaders."""

    def rendered(leaders, cells):
        path = tmp_path / "scorecard.duckdb"
        audience_file(path, cells, [indicator(PULSE)], leaders=leaders)
        return people_partner.render(path, verdict(), "Sample organization")

    return rendered


def headings(page):
    """The names of the sheets, in order."""
    return re.findall(r'<h2 id="leader-\d+">(.*?)</h2>', page)


def test_sheets_stand_in_the_order_of_ids_whatever_the_scores(render):
    leaders = [leader("p_b"), leader("p_a"), leader("p_c")]
    page = render(leaders, [of("p_a", 2.1), of("p_b", 4.9), of("p_c", 3.0)])
    assert headings(page) == ["p_a", "p_b", "p_c"]


def test_leaders_are_called_and_ordered_by_the_ids_that_readers_know(render):
    leaders = [leader("p_a", employee_id="E-18"), leader("p_b", employee_id="E-17")]
    page = render(leaders, [of("p_a", 3.1), of("p_b", 3.2)])
    assert headings(page) == ["E-17", "E-18"]


def test_a_number_not_fit_for_use_is_not_printed(render):
    hidden = of("p_a", 1.23, use_label="hidden", cell_state="unreliable")
    page = render([leader("p_a")], [hidden])
    assert "1.23" not in page
    assert "unreliable: not shown" in page


def test_a_mean_that_raters_do_not_share_says_so_beside_its_use(render):
    page = render([leader("p_a")], [of("p_a", 3.1, aggregation_note="raters_disagree")])
    assert "Coaching only <span" in page
    assert "their mean stands for none of them" in page


def test_a_number_says_what_it_is_fit_for(render):
    page = render([leader("p_a")], [of("p_a", 3.1)])
    assert '<td data-label="Fit for">Coaching only</td>' in page
    assert "not for pay, not for promotion" in page
