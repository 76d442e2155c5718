"""What a run says of itself."""

import json
from datetime import date
from types import SimpleNamespace

import dagster as dg
import pytest
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from orchestration.defs import dbt as dbt_assets
from orchestration.defs.cadence import scorecard_run
from orchestration.defs.release import enter_in_chain
from orchestration.locations import REFERENCE_SEEDS, Home
from orchestration.run import ending_of

AS_OF = date(2025, 12, 31)


@dg.multi_asset(specs=[dg.AssetSpec("built", skippable=True)])
def built():
    """A build that says nothing of what it built."""
    yield from ()


@dg.asset(key=["release", "current"], deps=["built"])
def current():
    """A release."""
    return dg.MaterializeResult(metadata={"status": "published", "release_id": "2025-12-31-abc"})


def test_a_run_whose_steps_were_skipped_has_published_nothing(tmp_path):
    home = Home(tmp_path)
    before = dg.materialize([current])
    skipped = dg.materialize([built, current])

    assert skipped.success
    assert ending_of(home, before, AS_OF).status == "published"
    ending = ending_of(home, skipped, AS_OF)
    assert (ending.status, ending.release_id) == ("failed", None)
    assert str(home.run_log) in ending.reasons[0]


def dbt_that_fails(*events):
    """A stand-in for dbt's command line whose build gives these events and then fails."""

    def stream():
        yield from events
        raise DagsterDbtCliRuntimeError("dbt failed")

    return SimpleNamespace(cli=lambda *_, **__: SimpleNamespace(stream=stream))


def build(home, dbt):
    scorecard = SimpleNamespace(
        home=home, settings=dict, date=lambda _: AS_OF, reference=lambda _: REFERENCE_SEEDS
    )
    return list(dbt_assets._build(None, dbt, scorecard))


def data_test(severity):
    told = {"dagster_dbt/failed_row_count": dg.IntMetadataValue(2)}
    return dg.AssetCheckResult(
        passed=False, check_name="roster_sound", severity=severity, metadata=told
    )


def test_data_tests_that_fail_are_named(tmp_path):
    failing = dbt_that_fails(data_test(dg.AssetCheckSeverity.ERROR))
    with pytest.raises(dg.Failure) as stopped:
        build(Home(tmp_path), failing)
    assert "data test roster_sound: 2 failing rows, 0 needed" in stopped.value.description


def test_an_error_of_dbt_is_not_blamed_on_a_test_that_only_warns(tmp_path):
    """Nor is it called a block, which is a verdict on the numbers."""
    with pytest.raises(dbt_assets.DbtBuildError):
        build(Home(tmp_path), dbt_that_fails(data_test(dg.AssetCheckSeverity.WARN)))


@pytest.mark.parametrize(
    ("step", "error", "entered"),
    [
        ("raw", ValueError("Ann Smith"), [("failed", ["ValueError"])]),
        ("raw", dg.Failure("rows fail", allow_retries=False), [("blocked", ["rows fail"])]),
        ("intake_gate", ValueError("Ann Smith"), [("failed", ["ValueError"])]),
        ("intake_gate", dg.Failure("by the gate", allow_retries=False), []),
    ],
)
def test_a_run_that_ends_before_the_publisher_is_entered_in_the_chain(
    tmp_path, monkeypatch, step, error, entered
):
    @dg.op(name=step, out=dg.Out(dg.Nothing))
    def fails():
        raise error

    @dg.job(hooks={enter_in_chain})
    def job():
        fails()

    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))
    Home(tmp_path).ensure()
    assert not job.execute_in_process(raise_on_error=False).success

    chain = Home(tmp_path).chain
    lines = chain.read_text().splitlines() if chain.exists() else []
    entries = [json.loads(line) for line in lines]
    assert [(one["event"], one["body"]["reasons"]) for one in entries] == entered


def test_the_jobs_have_the_hook():
    assert enter_in_chain in scorecard_run.hooks
