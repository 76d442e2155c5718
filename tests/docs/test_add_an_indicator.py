"""Whoever follows the page adds an indicator: the page's own text is applied and built."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.extract.load import load_sources
from orchestration.locations import Home
from orchestration.panel_models import write_panel_models
from orchestration.settings import load_settings
from tests.docs.pages import ROOT, blocks, commands

PAGE = ROOT / "docs" / "add-an-indicator.md"
PAGE_NAME = PAGE.relative_to(ROOT).as_posix()
UNIT_TEST = "substantiated_case_share_counts_closed_cases_only"
NAME = "int_substantiated_case_share"
INDICATORS = "dbt_project/models/intermediate/indicators"
CONFIG = """
version: 1
organization: A small one
is_sample: true
sources:
  - {id: staff, feed: roster, format: csv, location: staff.csv}
  - {id: cases, feed: hr_cases, format: csv, location: cases.csv}
"""
STAFF = "employee_id,effective_on,manager_id,org_unit_id,business_unit,is_people_leader,hired_on"
CASES = "case_id,opened_at,closed_at,category,is_substantiated,is_escalation,org_unit_id"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home whose raw tables hold eight people and six closed cases, two of them upheld."""
    folder = tmp_path_factory.mktemp("small")
    hired = "2024-01-01"
    people = [f"e{i},{hired},e0,u1,north,false,{hired}" for i in range(1, 8)]
    staff = [STAFF, f"e0,{hired},,u1,north,true,{hired}", *people]
    upheld = ["true", "true", "false", "false", "false", "false"]
    opened, closed = "2025-07-01T09:00:00Z", "2025-08-01T09:00:00Z"
    cases = [f"c{i},{opened},{closed},conduct,{u},false,u1" for i, u in enumerate(upheld)]
    (folder / "staff.csv").write_text("\n".join(staff) + "\n")
    (folder / "cases.csv").write_text("\n".join([CASES, *cases]) + "\n")
    (folder / "scorecard.yml").write_text(CONFIG)
    made = Home(folder / "home").ensure()
    report = load_sources(load_settings(folder / "scorecard.yml"), folder / "scorecard.yml", made)
    assert report.rows_accepted == 14
    return made


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project with the page's steps applied."""
    copy = tmp_path_factory.mktemp("checkout")
    ignored = shutil.ignore_patterns("target", "logs")
    shutil.copytree(ROOT / "dbt_project", copy / "dbt_project", ignore=ignored)
    shutil.copytree(ROOT / "seeds" / "reference", copy / "seeds" / "reference")
    (row,) = blocks(PAGE, "csv")
    (model,) = blocks(PAGE, "sql")
    (entry,) = blocks(PAGE, "yaml")
    with (copy / "seeds/reference/indicators.csv").open("a") as catalog:
        catalog.write(row)
    (copy / INDICATORS / f"{NAME}.sql").write_text(model)
    (copy / INDICATORS / "_substantiated_case_share.yml").write_text(entry)
    write_panel_models(copy / "seeds" / "reference", copy / "dbt_project")
    return copy


def dbt(project: Path, home: Home, command: str) -> str:
    """Run a dbt command in the copy, as of a fixed date, and return what it printed."""
    words = [*shlex.split(command), "--vars", "{as_of: 2025-12-31}"]
    assert words[0] == "dbt"
    words[0] = str(Path(sys.executable).with_name("dbt"))
    environment = os.environ | {"SCORECARD_HOME": str(home.root), "NO_COLOR": "1"}
    done = subprocess.run(
        words, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def warehouse(project, home):
    """The new indicator built by the page's own command, and the panel that it enters."""
    (shown,) = [c.text for c in commands() if c.page == PAGE_NAME and c.text.startswith("dbt")]
    assert UNIT_TEST in dbt(project, home, shown)
    rest = "--select +fct_risk_indicators dim_indicators --exclude-resource-type test unit_test"
    dbt(project, home, shown.split(" --select ")[0] + " " + rest)
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        yield connection


def test_the_indicator_is_judged_in_its_panel(warehouse):
    row = warehouse.execute(
        """
        select estimate, lower < estimate, upper > estimate, cell_state, is_headline
        from marts.fct_risk_indicators
        where indicator_id = 'substantiated_case_share'
            and scope_type = 'company' and period_grain = 'year' and period_start = '2025-01-01'
        """
    ).fetchall()
    assert row == [(0.333, True, True, "value", True)]


def test_a_period_without_evidence_is_a_row_that_says_so(warehouse):
    states = warehouse.execute(
        """
        select distinct status, estimate from marts.fct_risk_indicators
        where indicator_id = 'substantiated_case_share'
            and scope_type = 'company' and period_start = '2025-10-01'
        """
    ).fetchall()
    assert states == [("missing", None)]


def test_the_dictionary_defines_it(warehouse):
    defined = warehouse.execute(
        """
        select indicator_name, unit from marts.dim_indicators
        where indicator_id = 'substantiated_case_share'
        """
    ).fetchall()
    assert defined == [("Cases upheld", "share")]
