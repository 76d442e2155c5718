"""The run history is what Dagster itself would have written, and is read by Dagster's own class."""

import dagster as dg
import yaml
from dagster import DagsterInstance

from orchestration.event_log import EventLog
from orchestration.locations import Home
from orchestration.run import instance_of


@dg.asset(check_specs=[dg.AssetCheckSpec("counted", asset="thing")])
def thing():
    """An asset with a check."""
    yield dg.MaterializeResult(metadata={"rows": 3})
    yield dg.AssetCheckResult(passed=True, check_name="counted")


def test_dagsters_own_class_reads_what_was_written(tmp_path):
    home = Home(tmp_path)
    with instance_of(home) as instance:
        assert isinstance(instance.event_log_storage, EventLog)
        runs = [dg.materialize([thing], instance=instance).run_id for _ in range(2)]
        written = {run: [e.dagster_event_type for e in instance.all_logs(run)] for run in runs}

    assert "event_log_storage" not in yaml.safe_load((home.dagster / "dagster.yaml").read_text())
    with DagsterInstance.from_config(str(home.dagster)) as theirs:
        assert not isinstance(theirs.event_log_storage, EventLog)
        read = {run: [e.dagster_event_type for e in theirs.all_logs(run)] for run in runs}
        latest = theirs.get_latest_materialization_event(dg.AssetKey("thing"))
        checks = theirs.event_log_storage.get_asset_check_execution_history(
            dg.AssetCheckKey(dg.AssetKey("thing"), "counted"), limit=5
        )

    assert read == written
    assert latest.run_id == runs[-1]
    assert {check.run_id for check in checks} == set(runs)
