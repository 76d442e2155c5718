"""Build the whole folder of a release, sealed and durable, under a name no reader looks at."""

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from data_quality.verdict import Verdict
from orchestration.locations import REFERENCE_SEEDS, Home
from orchestration.release import filesystem
from orchestration.release.audiences import declared_audiences, mart_relation
from orchestration.release.lines import write_lines
from orchestration.release.manifest import FILE_NAME, Manifest, release_id_of
from orchestration.release.provenance import seed_rows
from orchestration.release.stage import TamperedError, check_judged, stage_audience
from orchestration.release.warehouse import mart_digests, reading

STAGING = ".staging-"
_CATALOG = ("indicators", "targets", "thresholds")
Render = Callable[[Path], None]


@dataclass(frozen=True)
class Order:
    """What to build: for whom, from which dbt manifest and reference tables, with which reports.

    render: writes `<audience>/report/` into the folder it is given, which holds the verdict, the
    catalog, a manifest without files, and the audiences' databases.
    """

    audiences: Sequence[str]
    dbt_manifest: Path
    render: Render | None = None
    reference: Path = REFERENCE_SEEDS


def build_candidate(home: Home, verdict: Verdict, order: Order, previous: str | None) -> Path:
    """Stage the release of `verdict`; gives its sealed folder under `home.releases`.

    Raises `TamperedError` when the warehouse no longer holds the judged tables.
    """
    folder = home.releases / f"{STAGING}{uuid.uuid4().hex}"
    filesystem.make_folder(folder)
    manifest = Manifest.of("published", verdict, previous)
    manifest = replace(manifest, audiences=_write_tables(home, folder, verdict, order))
    _write_text(folder / "verdict.json", verdict.to_json())
    _write_text(folder / "catalog.json", _catalog_text(order.reference))
    _write_text(folder / FILE_NAME, manifest.to_json())
    if order.render:
        order.render(folder)
    manifest = replace(manifest, files=_files_of(folder))
    _write_text(folder / FILE_NAME, manifest.to_json())
    _seal(folder)
    return folder


def _write_tables(home: Home, folder: Path, verdict: Verdict, order: Order) -> dict[str, Any]:
    declared = declared_audiences(order.dbt_manifest)
    has_identity = home.identity.exists()
    others = {"identity": home.identity} if has_identity else {}
    release_id = release_id_of(verdict)
    with reading(home.warehouse, **others) as connection:
        judged = mart_digests(connection)
        tampered = check_judged(judged, verdict)
        if tampered:
            raise TamperedError(" ".join(tampered))
        write_lines(connection, folder)
        digests = {mart_relation(table): digest for table, digest in judged.items()}
        return {
            audience: stage_audience(
                *(connection, folder / audience, audience, declared),
                *(release_id, has_identity, digests),
            )
            for audience in sorted(order.audiences)
        }


def _catalog_text(reference: Path) -> str:
    catalog = {name: seed_rows(reference, name) for name in _CATALOG}
    return json.dumps(catalog, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _write_text(path: Path, text: str) -> None:
    filesystem.write_file(path, text.encode())


def _files_of(folder: Path) -> dict[str, dict[str, Any]]:
    """Every file but the manifest. Raises `TamperedError` when a write-ahead log was left."""
    files = {}
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix in {".wal", ".tmp"}:
            raise TamperedError(f"{name}: not everything was written")
        if name != FILE_NAME:
            size = path.stat().st_size
            files[name] = {"sha256": filesystem.file_digest(path), "size_bytes": size}
    return files


def _seal(folder: Path) -> None:
    """Make everything read-only and durable, the deepest first."""
    inside = sorted(folder.rglob("*"), key=lambda path: len(path.parts), reverse=True)
    for path in [*inside, folder]:
        mode = filesystem.FOLDER_MODE if path.is_dir() else filesystem.FILE_MODE
        filesystem.set_mode(path, mode)
        filesystem.sync(path)
