"""The Dagster definitions load as tools load them, and say when and as of what they run."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import dagster as dg
import pytest

from orchestration.commands.ui import ExposedHostError, check_host
from orchestration.locations import PROJECT_ROOT, Home

BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    home = tmp_path_factory.mktemp("definitions")
    return os.environ | {"SCORECARD_HOME": str(home), "SCORECARD_CONFIG": str(home / "none.yml")}


@pytest.fixture(scope="module")
def definitions(environment):
    before = {name: os.environ.get(name) for name in ("SCORECARD_HOME", "SCORECARD_CONFIG")}
    os.environ.update({name: environment[name] for name in before})
    from orchestration.definitions import defs

    yield defs()
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})


@pytest.mark.parametrize(
    "command",
    [
        ["dagster", "definitions", "validate", "-w", "workspace.yaml"],
        ["dg", "check", "defs"],
    ],
    ids=" ".join,
)
def test_the_tools_accept_the_definitions(environment, command):
    done = subprocess.run(
        [BIN / command[0], *command[1:]],
        env=environment,
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_asset_has_a_group_an_owner_and_a_description(definitions):
    graph = definitions.resolve_asset_graph()
    bare = [
        key.to_user_string()
        for key in graph.materializable_asset_keys
        if not (graph.get(key).group_name and graph.get(key).owners and graph.get(key).description)
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("job", "partition", "as_of"),
    [
        ("monthly_scorecard", "2025-02-01", "2025-02-28"),
        ("quarterly_scorecard", "2025-04-01", "2025-06-30"),
        ("yearly_scorecard", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_partition_looks_from_its_last_day(definitions, job, partition, as_of):
    found = definitions.resolve_job_def(job)
    config = found.partitioned_config.get_run_config_for_partition_key(partition)

    assert config["resources"]["scorecard"]["config"]["as_of"] == as_of


def test_the_schedules_ask_for_the_period_that_is_over(definitions, environment):
    schedule = definitions.resolve_schedule_def("monthly_schedule")
    context = dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 3, 1),
        repository_def=definitions.get_repository_def(),
    )
    request = schedule.evaluate_tick(context).run_requests[0]

    assert request.partition_key == "2025-02-01"


def test_the_ui_does_not_listen_where_others_reach_it():
    with pytest.raises(ExposedHostError):
        check_host("0.0.0.0", behind_proxy=False)
    check_host("0.0.0.0", behind_proxy=True)
    check_host("127.0.0.1", behind_proxy=False)


def test_telemetry_of_the_run_history_is_off(tmp_path):
    from orchestration.run import instance_of

    with instance_of(Home(tmp_path)) as instance:
        assert instance.telemetry_enabled is False
        assert instance.nux_enabled is False
