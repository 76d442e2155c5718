"""The sample organization, through the command line: published, again, verified, readable."""

import json

import duckdb
import pytest

from orchestration.run import instance_of


def test_the_release_is_what_the_command_said(demo):
    listed = json.loads(demo.scorecard("release", "list", "--json").stdout)

    assert [release["is_current"] for release in listed] == [True]
    assert demo.home.current.resolve().name == listed[0]["release_id"]


def test_a_second_run_publishes_nothing_new_and_says_so(demo):
    run = demo.scorecard("run", "--json")

    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["status"] == "already_published"
    assert len(json.loads(demo.scorecard("release", "list", "--json").stdout)) == 1


def test_the_release_verifies(demo):
    verified = demo.scorecard("release", "verify", "--json")

    assert verified.returncode == 0, verified.stdout
    assert json.loads(verified.stdout)["problems"] == []


def test_the_run_is_in_dagsters_history_with_its_release(demo):
    with instance_of(demo.home) as instance:
        run = instance.get_runs()[-1]

    assert run.tags["scorecard/release_id"] == demo.home.current.resolve().name


@pytest.mark.parametrize("panel", ["people_health", "behavior_change", "risk_indicators"])
def test_a_bi_client_reads_each_panel(demo, panel):
    database = demo.home.current / "executive" / "scorecard.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            f"select count(*) filter (cell_state = 'value'), count(distinct indicator_kind), "
            f"count(*) filter (scope_type = 'leader') from fct_{panel}"
        ).fetchone()

    assert rows[0] > 0
    assert rows[1:] == (2, 0)


def test_no_executive_or_auditor_file_holds_a_pseudonym_or_an_id(demo):
    with duckdb.connect(str(demo.home.identity), read_only=True) as connection:
        table = connection.execute("show tables").fetchone()[0]
        people = connection.execute(f"select * from {table} limit 200").fetchall()
    tokens = {str(token).encode() for person in people for token in person}
    for audience in ("executive", "auditor"):
        for path in (demo.home.current / audience).rglob("*"):
            if path.suffix in {".html", ".duckdb", ".parquet"}:
                content = path.read_bytes()
                found = [token for token in tokens if len(token) > 5 and token in content]
                assert not found, path
