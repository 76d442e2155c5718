"""The release as an asset: published, already published, or refused by the publisher itself."""

import dagster as dg

from orchestration.defs.gates import VERDICT
from orchestration.defs.policy import OWNER_OF_GATE
from orchestration.defs.resources import Scorecard
from orchestration.locations import Home
from orchestration.release.publish import enter_stopped, publish
from orchestration.release_order import order_for

CURRENT = dg.AssetKey(["release", "current"])
RELEASE_TAG = "scorecard/release_id"
_ENTERED = {"intake_gate": dg.Failure, "release__current": Exception}  # by the publisher itself


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


@dg.failure_hook
def enter_in_chain(context: dg.HookContext) -> None:
    """A step that fails before the publisher is asked ends the run, which is entered all the same.

    An error of the program is entered by its kind: its text may hold a value.
    """
    error = context.op_exception
    if isinstance(error, _ENTERED.get(context.step_key, ())):
        return
    told = isinstance(error, dg.Failure)
    event, reason = ("blocked", error.description) if told else ("failed", type(error).__name__)
    enter_stopped(Home.from_environment(), event, [str(reason)])
