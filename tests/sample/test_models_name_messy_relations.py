"""Relations that cannot be, planted in the messy sample, are named by the models and not scored.

They are sound rows one by one, so intake accepts them; only the roster shows what is wrong.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.dbt_parse import build_vars, parse_file
from orchestration.extract.load import load_sources
from orchestration.locations import DBT_PROJECT, Home
from orchestration.settings import load_settings
from seeds.sample.generate import generate

Query = Callable[[str], list[tuple]]


@pytest.fixture(scope="module")
def modeled(tmp_path_factory: pytest.TempPathFactory) -> Query:
    """Asks the warehouse of the messy sample, built up to the raters that count."""
    folder = tmp_path_factory.mktemp("messy_models")
    written = generate(folder / "exports", scenario="messy")
    home, settings = Home(folder / "home"), load_settings(written.settings)
    load_sources(settings, written.settings, home)
    arguments = {
        "--project-dir": DBT_PROJECT,
        "--profiles-dir": DBT_PROJECT,
        "--target-path": home.dbt_target,
        "--log-path": home.dbt_logs,
        "--vars": build_vars(settings.as_of),
        "--partial-parse-file-path": parse_file(home),
    }
    built = subprocess.run(
        [
            Path(sys.executable).with_name("scorecard-dbt"),
            *["--quiet", "build", "-s", "+int_faults_counted", "+int_raters_eligible"],
            *["--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"],
            *(part for pair in arguments.items() for part in pair),
        ],
        env=os.environ | {"SCORECARD_HOME": str(home.root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout

    def query(sql: str) -> list[tuple]:
        with duckdb.connect(str(home.warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return query


@pytest.mark.parametrize(
    ("feed", "fault"),
    [
        ("roster", "cycle"),
        ("roster", "self_manager"),
        ("roster", "unknown_manager"),
        ("survey_answers", "unknown_leader"),
        ("survey_answers", "unknown_rater"),
    ],
)
def test_each_is_named(modeled: Query, feed: str, fault: str) -> None:
    found = dict(
        modeled(
            f"select fault, fault_count from intermediate.int_faults_counted where feed='{feed}'"
        )
    )
    assert found.get(fault, 0) > 0


@pytest.mark.parametrize("response_id", ["R_ORPHAN", "R_NOBODY", "R_SELF_AS_PEER"])
def test_none_is_scored(modeled: Query, response_id: str) -> None:
    delivered = "select count(*) from intermediate.int_survey_responses_scored"
    counted = "select count(*) from intermediate.int_raters_eligible"
    where = f" where response_id = '{response_id}'"
    assert modeled(delivered + where)[0][0] > 0
    assert modeled(counted + where)[0][0] == 0
