"""The manifest: sixteen fields that say what a run gave and what it was made from.

A published run keeps it beside the tables; a blocked, refused or failed one keeps it in the chain.
It holds no time of day: the same inputs, config and code give the same manifest.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from data_quality.verdict import Verdict
from orchestration.release.provenance import tool_versions

FILE_NAME = "manifest.json"


class ManifestError(ValueError):
    """A manifest that cannot be read or lacks a field."""


@dataclass(frozen=True)
class Manifest:
    """What one run gave.

    status: published, blocked, conflict or failed. inputs: the delivered files.
    audiences: audience -> table -> {"digest", "row_count"}. files: every file but the manifest,
    path -> {"sha256", "size_bytes"}.
    """

    release_id: str | None
    status: str
    as_of: str | None
    content_digest: str | None
    previous_release_id: str | None
    verdict_digest: str | None
    inputs: Sequence[Mapping[str, Any]]
    code_digest: str | None
    lock_digest: str | None
    catalog_digest: str | None
    thresholds_digest: str | None
    rules_digest: str | None
    config_digest: str | None
    audiences: Mapping[str, Mapping[str, Mapping[str, Any]]]
    files: Mapping[str, Mapping[str, Any]]
    tool_versions: Mapping[str, str]

    @classmethod
    def of(cls, status: str, verdict: Verdict | None, previous: str | None) -> Self:
        """Of a run with this verdict, or with none; without audiences and files."""
        basis = verdict.basis if verdict else None
        standards = basis.standards if basis else {}
        return cls(
            release_id=release_id_of(verdict) if verdict and status == "published" else None,
            status=status,
            as_of=basis.as_of.isoformat() if basis else None,
            content_digest=basis.content_digest if basis else None,
            previous_release_id=previous,
            verdict_digest=verdict.digest if verdict else None,
            inputs=tuple(basis.inputs) if basis else (),
            code_digest=standards.get("code"),
            lock_digest=standards.get("lock"),
            catalog_digest=standards.get("catalog"),
            thresholds_digest=standards.get("thresholds"),
            rules_digest=standards.get("rules"),
            config_digest=standards.get("config"),
            audiences={},
            files={},
            tool_versions=tool_versions(),
        )

    def as_record(self) -> dict[str, Any]:
        """As it stands in `manifest.json` and in the chain."""
        return asdict(self)

    def to_json(self) -> str:
        """The text of `manifest.json`."""
        return json.dumps(self.as_record(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read it back. Raises `ManifestError`."""
        try:
            return cls(**json.loads(text))
        except (TypeError, ValueError) as error:
            raise ManifestError(f"the manifest cannot be read: {error}") from error


def release_id_of(verdict: Verdict) -> str:
    """`<as_of>-<first 12 hex of the content digest>`."""
    return f"{verdict.basis.as_of.isoformat()}-{verdict.basis.content_digest[:12]}"
