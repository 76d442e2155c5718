"""One run of the main job through Dagster, so that it is in the run history."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import dagster as dg
import yaml
from dagster._core.instance.ref import InstanceRef

from data_quality.verdict import Verdict, VerdictError
from orchestration.extract.identity import KEY_VARIABLE
from orchestration.extract.load import good_key
from orchestration.garbage import look_seldom
from orchestration.locations import Home
from orchestration.reference import own_tables
from orchestration.settings import load_settings

_LOG = {"loggers": {"console": {"config": {"log_level": "INFO"}}}}  # each event is in the history
_DAGSTER_SETTINGS = {"telemetry": {"enabled": False}, "nux": {"enabled": False}}


@dataclass(frozen=True)
class RunResult:
    """How a run ended.

    status: published, already_published, blocked or failed. reasons: one sentence each.
    run_id: in Dagster's history.
    """

    status: str
    run_id: str
    release_id: str | None
    as_of: str
    reasons: tuple[str, ...]


def instance_of(home: Home) -> dg.DagsterInstance:
    """The run history of a home, telemetry off; made when it is not there yet."""
    home.ensure()
    settings = home.dagster / "dagster.yaml"
    if not settings.exists():
        settings.write_text(yaml.safe_dump(_DAGSTER_SETTINGS))
    history = {
        "module": "orchestration.event_log",
        "class": "EventLog",
        "config": {"base_dir": str(home.dagster / "history" / "runs")},
    }
    return dg.DagsterInstance.from_ref(
        InstanceRef.from_dir(str(home.dagster), overrides={"event_log_storage": history})
    )


def run_scorecard(config: Path, home: Home, as_of: date) -> RunResult:
    """Run everything for `config` as of a date.

    Raises `SettingsError` and `PseudonymKeyError` for what cannot be started; everything else that
    a run can end with is in the result.
    """
    os.environ["SCORECARD_HOME"] = str(home.root)
    os.environ["SCORECARD_CONFIG"] = str(config)
    settings = load_settings(config)
    own_tables(settings, config)
    good_key(settings, home, os.environ.get(KEY_VARIABLE))
    with _told_to(home.run_log):
        return _run(home, as_of)


@contextmanager
def _told_to(log: Path) -> Iterator[None]:
    """What the tools print goes to a file of the home; the command says what matters."""
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    root = logging.getLogger()
    handlers = root.handlers[:]
    with log.open("w", encoding="utf-8") as told, redirect_stdout(told), redirect_stderr(told):
        root.handlers = [logging.StreamHandler(told)]
        try:
            yield
        finally:
            root.handlers = handlers


def _run(home: Home, as_of: date) -> RunResult:
    look_seldom()
    from orchestration.definitions import defs
    from orchestration.defs.cadence import run_config

    home.verdict.unlink(missing_ok=True)
    job = defs().resolve_job_def("scorecard_run")
    with instance_of(home) as instance:
        result = job.execute_in_process(
            instance=instance, run_config=run_config(as_of) | _LOG, raise_on_error=False
        )
    return ending_of(home, result, as_of)


def ending_of(home: Home, result: dg.ExecuteInProcessResult, as_of: date) -> RunResult:
    """How the run ended: by the release it has itself materialized, or why it has not.

    Dagster calls a run a success in which a step gave nothing and all that follow were skipped.
    """
    from orchestration.defs.release import CURRENT

    for event in result.get_asset_materialization_events():
        if event.asset_key == CURRENT:
            told = event.materialization.metadata
            return RunResult(
                told["status"].value, result.run_id, told["release_id"].value, str(as_of), ()
            )
    status, reasons = _why_stopped(home, result)
    return RunResult(status, result.run_id, None, str(as_of), reasons)


def _why_stopped(home: Home, result: dg.ExecuteInProcessResult) -> tuple[str, tuple[str, ...]]:
    """Blocked by a gate, by a data test or by the publisher; or failed, and where that is told."""
    try:
        verdict = Verdict.from_json(home.verdict.read_text(encoding="utf-8"))
        if verdict.blocking:
            return "blocked", tuple(check.message for check in verdict.blocking)
    except (OSError, VerdictError):
        pass
    failures = [event.step_failure_data for event in result.all_events if event.is_step_failure]
    refusals = tuple(
        str(one.user_failure_data.description) for one in failures if one.user_failure_data
    )
    if refusals:
        return "blocked", refusals
    return "failed", (f"an error of the program; {home.run_log} holds it",)
