"""Let a judged state out: build beside, rename, switch one link, enter it in the chain, report.

The publisher trusts nothing that ran before it: without a verdict that passed, was not edited, was
given by the standards in force and is about the very tables before it, nothing goes out. Readers
see the old release or the new one, never a part.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from data_quality.verdict import Verdict, VerdictError
from orchestration.locations import Home
from orchestration.release import filesystem
from orchestration.release.admission import read_verdict, refusals
from orchestration.release.audiences import AudienceError
from orchestration.release.candidate import STAGING, Order, build_candidate
from orchestration.release.chain import Entry, append_entry, read_chain
from orchestration.release.current import current_release, switch_current
from orchestration.release.lock import publisher_lock
from orchestration.release.manifest import Manifest, release_id_of
from orchestration.release.recovery import published_body, recover
from orchestration.release.result import PublishResult
from orchestration.release.stage import TamperedError
from orchestration.release.verify import verify_files


def publish(
    home: Home, order: Order, config_digest: str = "", today: date | None = None
) -> PublishResult:
    """Publish the state that `home.verdict` judged, or say why not; never leaves a part visible.

    config_digest: the one the verdict was given with. today: UTC, for waivers that run out.
    An error of the disk or of a report leaves the current release as it is, enters `failed` in the
    chain where that is still possible, and is raised.
    """
    now = today or datetime.now(UTC).date()
    with publisher_lock(home):
        recover(home)
        verdict: Verdict | None = None
        try:
            verdict = read_verdict(home)
            reasons = refusals(verdict, order.reference, config_digest, now)
            if reasons:
                return _stopped(home, "blocked", verdict, reasons)
            return _admitted(home, verdict, order)
        except (VerdictError, TamperedError, AudienceError) as error:
            _sweep(home)
            return _stopped(home, "blocked", verdict, [str(error)])
        except Exception as error:
            with suppress(OSError):
                _sweep(home)
                _stopped(home, "failed", verdict, [type(error).__name__])
            raise


def enter_stopped(home: Home, event: str, reasons: Sequence[str]) -> PublishResult:
    """Enter a run that ended before there was anything to publish: `blocked` or `failed`."""
    with publisher_lock(home):
        recover(home)
        return _stopped(home, event, None, reasons)


def _admitted(home: Home, verdict: Verdict, order: Order) -> PublishResult:
    entries, current = read_chain(home.chain), current_release(home)
    release_id = release_id_of(verdict)
    if current == release_id or _was_rolled_back(entries, release_id):
        reason = f"{release_id} holds these numbers already."
        return PublishResult("already_published", release_id, (reason,), _head(entries))
    reasons = _conflicts(home, verdict, current)
    if reasons:
        return _stopped(home, "conflict", verdict, reasons)
    standing = home.releases / release_id
    if not standing.exists():
        filesystem.rename(build_candidate(home, verdict, order, current), standing)
        filesystem.sync(home.releases)
    elif problems := verify_files(standing):
        raise TamperedError(problems[0])
    switch_current(home, release_id)
    entry = append_entry(home.chain, "published", release_id, published_body(home, release_id))
    return PublishResult("published", release_id, (), entry.entry_hash)


def _was_rolled_back(entries: Sequence[Entry], release_id: str) -> bool:
    """Whether people took this very release back; the same numbers do not undo that."""
    for entry in reversed(entries):
        if entry.event == "rolled_back" and entry.body.get("from_release_id") == release_id:
            return True
        if entry.event == "published":
            return False
    return False


def _conflicts(home: Home, verdict: Verdict, current: str | None) -> list[str]:
    if verdict.basis.parent != current:
        return [f"{current} was published since this run began; run again."]
    if current is None:
        return []
    shown = str(published_body(home, current)["as_of"])
    if verdict.basis.as_of.isoformat() < shown:
        return [f"{current} looks from {shown}; a run as of an earlier day does not replace it."]
    return []


def _stopped(
    home: Home, event: str, verdict: Verdict | None, reasons: Sequence[str]
) -> PublishResult:
    manifest = Manifest.of(event, verdict, current_release(home))
    body: dict[str, Any] = {"reasons": list(reasons), "manifest": manifest.as_record()}
    entry = append_entry(home.chain, event, None, body)
    return PublishResult(event, None, tuple(reasons), entry.entry_hash)


def _head(entries: Sequence[Entry]) -> str:
    return entries[-1].entry_hash if entries else ""


def _sweep(home: Home) -> None:
    for folder in home.releases.glob(f"{STAGING}*"):
        filesystem.remove(folder)
