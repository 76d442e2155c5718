"""What SQL cannot compute, between the evidence and the marts: one asset for each table."""

from collections.abc import Iterator

import dagster as dg
import duckdb

from orchestration.dbt_parse import manifest_file, source_columns
from orchestration.defs.dbt import INTAKE_VERDICT, dbt_evidence
from orchestration.defs.policy import OWNER_OF_FEED
from orchestration.defs.resources import Scorecard
from orchestration.garbage import look_seldom
from orchestration.statistics.inputs import Inputs
from orchestration.statistics.tables import SCHEMA, STATISTICS, compute_all


def _specs() -> list[dg.AssetSpec]:
    built = {key.path[-1]: key for key in dbt_evidence.keys}
    return [
        dg.AssetSpec(
            dg.AssetKey([SCHEMA, one.table]),
            deps=[*(built[model] for model in one.reads), INTAKE_VERDICT],
            description=one.description,
            group_name="statistics",
            kinds={"python", "duckdb"},
            owners=[OWNER_OF_FEED],
        )
        for one in STATISTICS
    ]


@dg.multi_asset(specs=_specs(), name="statistics")
def statistics(
    context: dg.AssetExecutionContext, scorecard: Scorecard
) -> Iterator[dg.MaterializeResult]:
    """Compute every table that dbt reads as the source `statistics`."""
    look_seldom()  # statsmodels has it looked for in each call
    declared = source_columns(manifest_file(scorecard.home), SCHEMA)
    with duckdb.connect(str(scorecard.home.warehouse)) as connection:
        connection.execute("set TimeZone = 'UTC'")
        inputs = Inputs(connection, scorecard.date(scorecard.settings()))
        for table, rows in compute_all(inputs, declared):
            context.log.info(f"{SCHEMA}.{table}: {rows} rows")
            yield dg.MaterializeResult(
                asset_key=[SCHEMA, table], metadata={"dagster/row_count": rows}
            )
