"""Recompute everything a release claims: files, tables, verdict, manifest, and the chain."""

from dataclasses import dataclass
from pathlib import Path

from data_quality.verdict import Verdict, VerdictError
from orchestration.locations import Home
from orchestration.release import filesystem
from orchestration.release.candidate import STAGING
from orchestration.release.chain import ChainError, Entry, read_chain, verify_chain
from orchestration.release.current import current_release
from orchestration.release.digest import quoted, table_digest
from orchestration.release.manifest import FILE_NAME, Manifest, ManifestError
from orchestration.release.recovery import last_switched_to
from orchestration.release.stage import DATABASE, IDENTITY_COLUMN
from orchestration.release.warehouse import attached


@dataclass(frozen=True)
class VerifyReport:
    """What was looked at, and what is wrong: one sentence each, naming file, table or entry."""

    releases: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def is_intact(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(home: Home, release_id: str | None = None, anchor: str | None = None) -> VerifyReport:
    """Verify one release, or all standing ones, and always the chain.

    anchor: hash of a chain entry kept elsewhere, against a cut tail or a replaced chain.
    """
    problems = verify_chain(home.chain, anchor)
    entries = _readable(home.chain)
    names = [release_id] if release_id else _standing(home, entries)
    if not problems and current_release(home) != last_switched_to(entries):
        problems.append("current: it is not the release that the chain names")
    for name in names:
        problems += _release_problems(home.releases / name, entries)
    return VerifyReport(tuple(names), tuple(problems))


def verify_files(folder: Path) -> list[str]:
    """What is wrong with the files of a release, against its own manifest."""
    try:
        manifest = Manifest.from_json((folder / FILE_NAME).read_bytes())
    except (OSError, ManifestError) as error:
        return [f"{folder.name}/{FILE_NAME}: {error}"]
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    listed = set(manifest.files)
    problems = [f"{folder.name}/{name}: missing" for name in sorted(listed - found)]
    added = sorted(found - listed - {FILE_NAME})
    problems += [f"{folder.name}/{name}: not in the manifest" for name in added]
    for name in sorted(listed & found):
        if filesystem.file_digest(folder / name) != manifest.files[name]["sha256"]:
            problems.append(f"{folder.name}/{name}: its bytes changed")
    return problems


def _release_problems(folder: Path, entries: list[Entry]) -> list[str]:
    if not folder.is_dir():
        return [f"{folder.name}: the release is gone"]
    # Without the manifest that the chain tells of there is nothing to hold the files against.
    problems = _entry_problems(folder, entries) or verify_files(folder)
    # Tables are only opened when their bytes hold: a damaged database need not fail politely.
    return problems or _verdict_problems(folder) + _table_problems(folder)


def _entry_problems(folder: Path, entries: list[Entry]) -> list[str]:
    manifest = folder / FILE_NAME
    published = [e for e in entries if e.event == "published" and e.release_id == folder.name]
    if not published:
        return [f"{folder.name}: the chain does not tell of it"]
    expected = published[-1].body.get("manifest_sha256")
    if not manifest.exists() or filesystem.file_digest(manifest) != expected:
        return [f"{folder.name}/{FILE_NAME}: not the one the chain tells of"]
    return []


def _verdict_problems(folder: Path) -> list[str]:
    manifest = Manifest.from_json((folder / FILE_NAME).read_bytes())
    try:
        verdict = Verdict.from_json((folder / "verdict.json").read_text(encoding="utf-8"))
    except VerdictError as error:
        return [f"{folder.name}/verdict.json: {error}"]
    if verdict.digest != manifest.verdict_digest:
        return [f"{folder.name}/verdict.json: not the verdict of this release"]
    return []


def _table_problems(folder: Path) -> list[str]:
    manifest = Manifest.from_json((folder / FILE_NAME).read_bytes())
    problems = []
    for audience, tables in manifest.audiences.items():
        with attached(released=folder / audience / DATABASE) as connection:
            for table, record in tables.items():
                relation = quoted("released", "main", table)
                found = table_digest(connection, relation, ("release_id", IDENTITY_COLUMN))
                if found.as_record() != dict(record):
                    problems.append(f"{folder.name}/{audience}: table {table} changed")
    return problems


def _standing(home: Home, entries: list[Entry]) -> list[str]:
    """Releases that are there, and those that the chain says ought to be."""
    folders = home.releases.iterdir() if home.releases.exists() else ()
    there = {folder.name for folder in folders if not folder.name.startswith(STAGING)}
    erased = {entry.release_id for entry in entries if entry.event == "erased"}
    told = {entry.release_id for entry in entries if entry.event == "published"}
    return sorted(there | {name for name in told - erased if name is not None})


def _readable(chain: Path) -> list[Entry]:
    try:
        return read_chain(chain)
    except ChainError:
        return []
