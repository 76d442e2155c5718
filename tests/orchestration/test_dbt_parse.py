"""One parse of the dbt project serves until the project changes, and dbt takes it as it is."""

import os
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import duckdb
import pytest

from orchestration import dbt_parse
from orchestration.locations import DBT_PROJECT, REFERENCE_SEEDS, Home

SCORECARD_DBT = Path(sys.executable).with_name("scorecard-dbt")


@pytest.fixture
def parses(monkeypatch, tmp_path):
    """Folders that were parsed into, by a stand-in for dbt; the checkout has no parse yet."""
    made = []

    def parse(folder, _):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "made_of.txt").write_text(dbt_parse._state())
        made.append(folder)

    monkeypatch.setattr(dbt_parse, "parse", parse)
    monkeypatch.setattr(dbt_parse, "DBT_PARSE", tmp_path / "checkout")
    return made


def test_a_home_parses_once(parses, tmp_path):
    home = Home(tmp_path / "home")
    first, second = dbt_parse.manifest_file(home), dbt_parse.parse_file(home)
    assert parses == [home.dbt_parse]
    assert first.parent == second.parent == home.dbt_parse


def test_the_checkouts_parse_serves_every_home(parses, tmp_path):
    dbt_parse.parse(tmp_path / "checkout", tmp_path)
    for name in ("one", "other"):
        assert dbt_parse.parse_file(Home(tmp_path / name)).parent == tmp_path / "checkout"
    assert parses == [tmp_path / "checkout"]


@pytest.mark.parametrize(
    "change",
    [
        lambda project: (project / "models" / "one.sql").write_text("select 2"),
        lambda project: (project / "models" / "two.sql").write_text("select 1"),
        lambda project: (project / "models" / "one.sql").unlink(),
        lambda project: (project / "models" / "one.sql").rename(project / "models" / "two.sql"),
    ],
    ids=["changed", "added", "removed", "renamed"],
)
def test_a_parse_of_the_project_as_it_was_does_not_serve(parses, monkeypatch, tmp_path, change):
    project, home = tmp_path / "project", Home(tmp_path / "home")
    (project / "models").mkdir(parents=True)
    (project / "models" / "one.sql").write_text("select 1")
    monkeypatch.setattr(dbt_parse, "DBT_PROJECT", project)
    dbt_parse.parse_file(home)
    change(project)
    dbt_parse.parse_file(home)
    assert parses == [home.dbt_parse, home.dbt_parse]


def dbt(home: Home, *arguments: str) -> subprocess.CompletedProcess[str]:
    options = {
        "--project-dir": DBT_PROJECT,
        "--profiles-dir": DBT_PROJECT,
        "--target-path": home.dbt_target,
        "--log-path": home.dbt_logs,
        "--partial-parse-file-path": dbt_parse.parse_file(home),
    }
    return subprocess.run(
        [SCORECARD_DBT, *arguments, *(str(part) for pair in options.items() for part in pair)],
        env=os.environ | {"SCORECARD_HOME": str(home.root)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_parse_made_for_another_home_and_date_builds_for_this_one(tmp_path):
    home = Home(tmp_path / "home").ensure()
    asked = ["--select", "int_periods_spanned", "--vars", "as_of: 2024-02-29"]
    done = dbt(home, "compile", "--no-introspect", *asked)
    assert done.returncode == 0, done.stdout
    assert "cast('2024-02-29' as date)" in done.stdout
    assert "parse" not in done.stdout.lower()


def test_reference_tables_of_ones_own_are_read_without_another_parse(tmp_path):
    home, own = Home(tmp_path / "home").ensure(), tmp_path / "own"
    own.mkdir()
    header, first, *_ = (REFERENCE_SEEDS / "targets.csv").read_text().splitlines()
    (own / "targets.csv").write_text(f"{header}\n{first}\n")
    asked = ["--select", "targets", "--vars", dbt_parse.build_vars(date(2024, 2, 29), own)]
    done = dbt(home, "seed", *asked)
    assert done.returncode == 0, done.stdout
    assert "parse" not in done.stdout.lower()
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        assert connection.execute("select count(*) from reference.targets").fetchone() == (1,)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["build", "--select", "int_periods_spanned"], 1), (["build", "--no-such-option"], 2)],
)
def test_it_ends_as_dbt_does(tmp_path, arguments, code):
    """A model whose tables are not there fails; a command line that is none is an error."""
    assert dbt(Home(tmp_path / "home").ensure(), *arguments).returncode == code


def test_it_names_the_version_of_dbt_as_dbt_does():
    told = subprocess.run([SCORECARD_DBT, "--version"], capture_output=True, text=True, check=True)
    assert version("dbt-core") in told.stdout
