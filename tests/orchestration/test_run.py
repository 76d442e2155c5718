"""What a run says of itself."""

from datetime import date

import dagster as dg

from orchestration.locations import Home
from orchestration.run import ending_of

AS_OF = date(2025, 12, 31)


@dg.multi_asset(
    specs=[dg.AssetSpec("built", skippable=True)],
)
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
