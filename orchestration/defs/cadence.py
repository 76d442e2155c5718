"""When the scorecard runs: monthly, quarterly and yearly, each partition as of its last day."""

from datetime import date, datetime, timedelta

import dagster as dg

from orchestration.defs.release import enter_in_chain
from orchestration.locations import default_config

FIRST_PERIOD = datetime(2024, 1, 1)
_DAY = "%Y-%m-%d"

scorecard_run = dg.define_asset_job(
    "scorecard_run",
    selection=dg.AssetSelection.all(),
    hooks={enter_in_chain},
    description="Everything, from the exports to the release.",
)


def run_config(as_of: date) -> dict[str, object]:
    """The config of a run that looks from `as_of`."""
    scorecard = {"config_path": str(default_config()), "as_of": as_of.isoformat()}
    return {"resources": {"scorecard": {"config": scorecard}}}


def _cadence(name: str, period_starts: str) -> dg.ScheduleDefinition:
    """A partitioned job and its schedule. `period_starts`: cron of the first day of each period."""
    partitions = dg.TimeWindowPartitionsDefinition(
        start=FIRST_PERIOD, cron_schedule=period_starts, fmt=_DAY
    )

    def config_of(partition_key: str) -> dict[str, object]:
        window = partitions.time_window_for_partition_key(partition_key)
        return run_config((window.end - timedelta(days=1)).date())

    job = dg.define_asset_job(
        f"{name}_scorecard",
        selection=dg.AssetSelection.all(),
        config=dg.PartitionedConfig(partitions, run_config_for_partition_key_fn=config_of),
        hooks={enter_in_chain},
        tags={"scorecard/cadence": name},
        description=f"The {name} scorecard, as of the last day of its period.",
    )
    return dg.build_schedule_from_partitioned_job(job, name=f"{name}_schedule")


monthly_schedule = _cadence("monthly", "0 0 1 * *")
quarterly_schedule = _cadence("quarterly", "0 0 1 1,4,7,10 *")
yearly_schedule = _cadence("yearly", "0 0 1 1 *")
