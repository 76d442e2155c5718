"""The Dagster code location: loads `defs/`, binds the resources and the in-process executor.

DuckDB has one writer, so steps share one process.
"""

import dagster as dg

from orchestration.defs.resources import Scorecard, dbt_resource
from orchestration.locations import PROJECT_ROOT, default_config


@dg.definitions
def defs() -> dg.Definitions:
    """Everything below `defs/`, with its resources."""
    return dg.Definitions.merge(
        dg.load_from_defs_folder(path_within_project=PROJECT_ROOT / "orchestration"),
        dg.Definitions(
            resources={
                "scorecard": Scorecard(config_path=str(default_config())),
                "dbt": dbt_resource(),
            },
            executor=dg.in_process_executor,
        ),
    )
