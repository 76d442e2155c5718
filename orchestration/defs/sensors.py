"""Asks for a run when an export is delivered or replaced."""

import dagster as dg

from data_quality.canonical import digest_of
from orchestration.defs.cadence import scorecard_run
from orchestration.defs.resources import Scorecard
from orchestration.extract.landing import offered_state


@dg.sensor(job=scorecard_run, minimum_interval_seconds=60)
def new_exports(
    context: dg.SensorEvaluationContext, scorecard: Scorecard
) -> dg.RunRequest | dg.SkipReason:
    """One run for each state of the configured locations."""
    settings = scorecard.settings()
    state = digest_of(
        [[source.id, *offered_state(source, scorecard.path)] for source in settings.sources]
    )
    if state == context.cursor:
        return dg.SkipReason("no export is new")
    context.update_cursor(state)
    return dg.RunRequest(run_key=state)
