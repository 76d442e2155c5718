"""Put right what a publisher that died left behind. Called under the lock, before anything else.

A dead run can leave a half-built folder, a whole folder that never became current, or a switch that
the chain does not tell of. The first two are removed; the third is entered, because readers saw it.
A folder that was to follow another release than the current one is no such leftover: it stays, and
`verify` names it.
"""

from pathlib import Path

from orchestration.locations import Home
from orchestration.release import filesystem
from orchestration.release.candidate import STAGING
from orchestration.release.chain import Entry, append_entry, read_chain
from orchestration.release.current import current_release
from orchestration.release.manifest import FILE_NAME, Manifest, ManifestError

SWITCHES = ("published", "rolled_back")


def recover(home: Home) -> None:
    """Remove leftovers and enter an unrecorded switch. Raises `ChainError` on a broken chain."""
    filesystem.make_folder(home.releases)
    entries = read_chain(home.chain)
    current = current_release(home)
    if current is not None and current != last_switched_to(entries):
        _enter(home, current, entries)
        entries = read_chain(home.chain)
    known = {entry.release_id for entry in entries}
    for folder in home.releases.iterdir():
        is_half_built = folder.name.startswith(STAGING)
        if is_half_built or (folder.name not in known and _was_to_follow(folder, current)):
            filesystem.remove(folder)


def last_switched_to(entries: list[Entry]) -> str | None:
    """The release that the chain says is current."""
    return next((one.release_id for one in reversed(entries) if one.event in SWITCHES), None)


def published_body(home: Home, release_id: str) -> dict[str, str | None]:
    """What the chain keeps of a published release, besides its id."""
    text = (home.releases / release_id / FILE_NAME).read_bytes()
    manifest = Manifest.from_json(text)
    return {
        "as_of": manifest.as_of,
        "content_digest": manifest.content_digest,
        "verdict_digest": manifest.verdict_digest,
        "previous_release_id": manifest.previous_release_id,
        "manifest_sha256": filesystem.file_digest(home.releases / release_id / FILE_NAME),
    }


def _was_to_follow(folder: Path, current: str | None) -> bool:
    try:
        manifest = Manifest.from_json((folder / FILE_NAME).read_bytes())
    except (OSError, ManifestError):
        return False
    return manifest.previous_release_id == current


def _enter(home: Home, current: str, entries: list[Entry]) -> None:
    reason = {"reason": "entered after an interruption"}
    if any(one.event == "published" and one.release_id == current for one in entries):
        body = {"from_release_id": last_switched_to(entries), **reason}
        append_entry(home.chain, "rolled_back", current, body)
    else:
        body = published_body(home, current) | reason
        append_entry(home.chain, "published", current, body)
