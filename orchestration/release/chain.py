"""The hash-chained record of every run: published, blocked, conflict, failed, rolled back.

Each line holds the hash of the line before it, so that an edit, a removal, an insertion or a swap
shows. A tail cut off, or a whole chain replaced, shows only against a hash kept elsewhere: the
`anchor`, which a run reports when it ends.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data_quality.canonical import canonical_json, digest_of
from orchestration.release import filesystem

GENESIS = "0" * 64
EVENTS = ("published", "blocked", "conflict", "failed", "rolled_back", "erased")


@dataclass(frozen=True)
class Entry:
    """One line of the chain. `body` says what happened; `recorded_at` is ISO 8601 UTC."""

    sequence: int
    recorded_at: str
    event: str
    release_id: str | None
    body: Mapping[str, Any]
    previous_hash: str

    @property
    def entry_hash(self) -> str:
        """SHA-256 over all other fields."""
        return digest_of(self._fields())

    def as_line(self) -> str:
        """The line as it is written."""
        return canonical_json(self._fields() | {"entry_hash": self.entry_hash})

    def _fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


class ChainError(ValueError):
    """A chain that does not hold; says at which entry."""


def read_chain(path: Path) -> list[Entry]:
    """All entries in order. Raises `ChainError` at the first that does not hold."""
    entries: list[Entry] = []
    lines = path.read_bytes().split(b"\n") if path.exists() else [b""]
    if lines.pop() != b"":
        raise ChainError(f"entry {len(lines)}: the line does not end")
    for number, line in enumerate(lines):
        entry = _parsed(number, line)
        expected = entries[-1].entry_hash if entries else GENESIS
        if entry.sequence != number:
            raise ChainError(f"entry {number}: it is numbered {entry.sequence}")
        if entry.previous_hash != expected:
            raise ChainError(f"entry {number}: it does not follow the entry before it")
        entries.append(entry)
    return entries


def verify_chain(path: Path, anchor: str | None = None) -> list[str]:
    """What is wrong with the chain; empty when it holds.

    anchor: an entry hash kept elsewhere; it must still be in the chain.
    """
    try:
        entries = read_chain(path)
    except ChainError as error:
        return [f"chain: {error}"]
    if anchor is not None and anchor not in {entry.entry_hash for entry in entries}:
        return [f"chain: the anchored entry is gone; the chain ends at entry {len(entries) - 1}"]
    return []


def append_entry(path: Path, event: str, release_id: str | None, body: Mapping[str, Any]) -> Entry:
    """Write one more entry; on return it is on disk. The caller holds the publisher's lock."""
    if event not in EVENTS:
        raise ValueError(f"{event!r} is no event of the chain")
    entries = read_chain(path)
    entry = Entry(
        sequence=len(entries),
        recorded_at=datetime.now(UTC).isoformat(timespec="seconds"),
        event=event,
        release_id=release_id,
        body=dict(body),
        previous_hash=entries[-1].entry_hash if entries else GENESIS,
    )
    lines = [*(one.as_line() for one in entries), entry.as_line()]
    filesystem.replace_file(path, ("\n".join(lines) + "\n").encode())
    return entry


def _parsed(number: int, line: bytes) -> Entry:
    try:
        record = json.loads(line)
        entry = Entry(**{name: record[name] for name in Entry.__dataclass_fields__})
        holds = entry.as_line().encode() == line
    except (KeyError, TypeError, ValueError) as error:
        raise ChainError(f"entry {number}: it cannot be read") from error
    if not holds:
        raise ChainError(f"entry {number}: it was changed")
    return entry
