"""The pages that the demo publishes hold what the README sends a reader to see."""

import json
import re

import duckdb
import pytest

from orchestration.report import wording_of_analyses

PSEUDONYM = re.compile(r"p_[0-9a-f]{32}")


@pytest.fixture(scope="module")
def current(demo):
    """The release that the demo published."""
    return demo.home.current


def page(current, audience):
    """The page of an audience."""
    return (current / audience / "report" / "index.html").read_text(encoding="utf-8")


def rows(current, audience, query):
    """The result of a query over an audience's file."""
    with duckdb.connect(current / audience / "scorecard.duckdb", read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_every_indicator_of_the_catalog_is_on_the_executive_page(current):
    names = rows(current, "executive", "select indicator_name from dim_indicators")
    shown = page(current, "executive")
    assert len(names) >= 15
    assert [name for (name,) in names if f">{name}</h3>" not in shown] == []


def test_the_glance_shows_the_headlines_of_the_scorecard(current):
    headlines = rows(
        current,
        "executive",
        """
        select indicator_id, status, count(*) over (partition by indicator_id) as grains
        from fct_scorecard where scope_type = 'company' and is_headline
        """,
    )
    articles = page(current, "executive").split('<article class="indicator"')[1:]
    shown = {
        re.search(r'<h3 id="([a-z0-9_]+)"', one)[1]: re.search(r'class="chip ([a-z_]+)"', one)[1]
        for one in articles
    }
    possible = {}
    for indicator_id, status, _ in headlines:
        possible.setdefault(indicator_id, set()).add(status)
    assert shown.keys() == possible.keys()
    assert all(status in possible[indicator_id] for indicator_id, status in shown.items())


def test_only_the_people_partners_page_is_about_single_leaders(current):
    assert not PSEUDONYM.search(page(current, "executive"))
    assert not PSEUDONYM.search(page(current, "auditor"))
    leaders = rows(current, "people_partner", "select employee_id from dim_leaders")
    shown = page(current, "people_partner")
    assert sum(f">{employee_id}</h2>" in shown for (employee_id,) in leaders) >= 45


def test_the_auditors_page_lists_every_delivered_file(current):
    verdict = json.loads((current / "verdict.json").read_text())
    shown = page(current, "auditor")
    assert len(verdict["inputs"]) > 20
    assert [one for one in verdict["inputs"] if one["file_sha256"] not in shown] == []


def test_the_release_id_stands_on_every_page(current):
    release_id = current.resolve().name
    for audience in ("executive", "people_partner", "auditor"):
        assert release_id in page(current, audience)


def section(current, audience, name):
    """The text of one section of a page."""
    (found,) = re.findall(
        rf'<section [^>]*aria-labelledby="{name}">.*?</section>', page(current, audience), re.DOTALL
    )
    return " ".join(re.sub("<[^>]*>", " ", found).split())


def test_what_to_do_after_each_pilot_is_on_the_executive_page(current):
    decided = rows(current, "executive", "select scope_id, decision from fct_pilot_decision")
    shown = section(current, "executive", "pilot")
    assert len(decided) == 3
    for scope_id, decision in decided:
        label = wording_of_analyses.DECISIONS[decision].label
        assert f"{scope_id.replace('_', ' ')} {label} " in shown


def test_every_alert_of_the_last_month_is_on_the_people_partners_page(current):
    raised = rows(
        current,
        "people_partner",
        """
        select scope_id from fct_alerts
        where alert_state = 'raised'
        qualify period_start = max(period_start) over ()
        """,
    )
    shown = section(current, "people_partner", "alerts")
    assert len(raised) > 0
    assert [unit for (unit,) in raised if unit not in shown] == []


def test_a_withheld_group_is_not_named_among_the_promotions(current):
    withheld = rows(
        current,
        "executive",
        "select distinct group_name from fct_promotion_equity where is_suppressed",
    )
    assert len(withheld) > 0
    for audience in ("executive", "people_partner"):
        shown = section(current, audience, "equity")
        assert [name for (name,) in withheld if f" {name} " in shown] == []
        assert "Insufficient is no pass" in shown
