"""Go back to an earlier release: a verified folder, one switch, one entry with a reason."""

from orchestration.locations import Home
from orchestration.release.chain import append_entry
from orchestration.release.current import current_release, switch_current
from orchestration.release.listing import manifest
from orchestration.release.lock import publisher_lock
from orchestration.release.recovery import recover
from orchestration.release.result import PublishResult
from orchestration.release.verify import verify


class RollbackError(ValueError):
    """A rollback that was not done; says why."""


def rollback(home: Home, reason: str, to: str | None = None, by: str = "") -> PublishResult:
    """Make `to`, or the release before the current one, current again.

    by: who asked for it; goes into the chain with the reason.
    Raises `RollbackError` when there is no reason, nothing to go back to, or the target is damaged,
    and `UnknownReleaseError` when it does not stand.
    """
    if not reason.strip():
        raise RollbackError("a rollback needs a reason")
    with publisher_lock(home):
        recover(home)
        current = current_release(home)
        target = to or manifest(home).previous_release_id
        if target is None or target == current:
            raise RollbackError("there is no earlier release to go back to")
        manifest(home, target)
        problems = verify(home, target).problems
        if problems:
            raise RollbackError(f"{target} is damaged: {problems[0]}")
        switch_current(home, target)
        body = {"from_release_id": current, "reason": reason.strip(), "by": by.strip()}
        entry = append_entry(home.chain, "rolled_back", target, body)
    return PublishResult("rolled_back", target, (reason.strip(),), entry.entry_hash)
