"""The release as an asset: published, already published, or refused by the publisher itself."""

import dagster as dg

from orchestration.defs.gates import VERDICT
from orchestration.defs.policy import OWNER_OF_GATE
from orchestration.defs.resources import Scorecard
from orchestration.release.publish import publish
from orchestration.release_order import order_for

CURRENT = dg.AssetKey(["release", "current"])
RELEASE_TAG = "scorecard/release_id"


@dg.asset(
    key=CURRENT,
    deps=[VERDICT],
    group_name="release",
    kinds={"duckdb", "parquet"},
    owners=[OWNER_OF_GATE],
)
def current(context: dg.AssetExecutionContext, scorecard: Scorecard) -> dg.MaterializeResult:
    """The immutable release that readers see; a refusal leaves the last one standing."""
    settings = scorecard.settings()
    order = order_for(settings, scorecard.home, scorecard.reference(settings))
    result = publish(scorecard.home, order, scorecard.config_digest())
    if result.status not in {"published", "already_published"}:
        raise dg.Failure(f"{result.status}: " + " ".join(result.reasons), allow_retries=False)
    context.instance.add_run_tags(context.run_id, {RELEASE_TAG: str(result.release_id)})
    return dg.MaterializeResult(
        metadata={
            "release_id": str(result.release_id),
            "status": result.status,
            "chain_head": result.chain_head,
        }
    )
