"""Exports to the schema `raw`: one asset for each feed and for what intake recorded about them."""

import os
from collections.abc import Iterator

import dagster as dg

from orchestration.defs.policy import OWNER_OF_FEED
from orchestration.defs.resources import Scorecard
from orchestration.extract.feeds import Feed
from orchestration.extract.identity import KEY_VARIABLE
from orchestration.extract.load import load_sources

INTAKE_TABLES = {
    "files": "Every delivered file: its hash, its rows, and where each row went.",
    "quarantine_counts": "How many rows each rule set aside, by file and field.",
    "sources": "The sources that the config maps to feeds.",
}


def _specs() -> list[dg.AssetSpec]:
    described = {
        feed.value: f"Accepted rows of the feed {feed.value}, all text, with file and line."
        for feed in Feed
    } | INTAKE_TABLES
    return [
        dg.AssetSpec(
            dg.AssetKey(["raw", table]),
            description=description,
            group_name="raw",
            kinds={"python", "duckdb"},
            owners=[OWNER_OF_FEED],
        )
        for table, description in described.items()
    ]


@dg.multi_asset(specs=_specs(), name="raw")
def raw(context: dg.AssetExecutionContext, scorecard: Scorecard) -> Iterator[dg.MaterializeResult]:
    """Land, parse, pseudonymize and dispose; a file of bad shape is recorded, not raised."""
    report = load_sources(
        scorecard.settings(),
        scorecard.path,
        scorecard.home,
        key=os.environ.get(KEY_VARIABLE),
        on_file=lambda source, _: context.log.info(f"reading a file of {source}"),
    )
    context.log.info(
        f"{len(report.files)} files, {report.rows_accepted} rows accepted, "
        f"{len(report.refused)} files refused"
    )
    accepted = {feed.value: 0 for feed in Feed}
    for outcome in report.files:
        accepted[outcome.source.feed.value] += outcome.rows_accepted
    for feed, rows in accepted.items():
        yield dg.MaterializeResult(asset_key=["raw", feed], metadata={"dagster/row_count": rows})
    for table in INTAKE_TABLES:
        yield dg.MaterializeResult(asset_key=["raw", table])
