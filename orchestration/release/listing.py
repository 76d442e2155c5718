"""What was released: the list, one release, and what changed between two."""

from dataclasses import dataclass
from typing import Any

import duckdb

from orchestration.locations import Home
from orchestration.release.candidate import STAGING
from orchestration.release.chain import read_chain
from orchestration.release.current import current_release
from orchestration.release.manifest import FILE_NAME, Manifest
from orchestration.release.stage import DATABASE
from orchestration.release.warehouse import attached

_STANDARDS = ("code", "lock", "catalog", "thresholds", "rules", "config")
_KEY = ("indicator_id", "construct", "scope_type", "scope_id", "period_grain", "period_start")
_COMPARED_AUDIENCE = "auditor"
_COMPARED_TABLE = "fct_scorecard"


class UnknownReleaseError(ValueError):
    """No release stands under this id."""


@dataclass(frozen=True)
class ReleaseSummary:
    """One standing release. `published_at` is ISO 8601 UTC, of its last publication."""

    release_id: str
    as_of: str
    published_at: str | None
    is_current: bool


@dataclass(frozen=True)
class ReleaseDifference:
    """What differs from `before` to `after`.

    numbers: rows of the scorecard whose estimate or status changed, with both, without leaders.
    """

    before: str
    after: str
    standards: tuple[str, ...]
    tables: tuple[str, ...]
    inputs_added: tuple[str, ...]
    inputs_removed: tuple[str, ...]
    numbers: tuple[dict[str, Any], ...]


def releases(home: Home) -> list[ReleaseSummary]:
    """All standing releases, oldest publication first."""
    published = {
        entry.release_id: entry for entry in read_chain(home.chain) if entry.event == "published"
    }
    current = current_release(home)
    folders = home.releases.iterdir() if home.releases.exists() else ()
    names = [folder.name for folder in folders if not folder.name.startswith(STAGING)]
    names.sort(key=lambda name: published[name].sequence if name in published else -1)
    return [
        ReleaseSummary(
            release_id=name,
            as_of=manifest(home, name).as_of or "",
            published_at=published[name].recorded_at if name in published else None,
            is_current=name == current,
        )
        for name in names
    ]


def manifest(home: Home, release_id: str | None = None) -> Manifest:
    """The manifest of a release, or of the current one. Raises `UnknownReleaseError`."""
    name = release_id or current_release(home)
    standing = [folder.name for folder in home.releases.glob("*")]
    if name is None or name not in standing or name.startswith(STAGING):
        raise UnknownReleaseError(f"there is no release {name or 'yet'}")
    return Manifest.from_json((home.releases / name / FILE_NAME).read_bytes())


def diff(home: Home, before: str, after: str) -> ReleaseDifference:
    """What changed between two standing releases. Raises `UnknownReleaseError`."""
    old, new = manifest(home, before), manifest(home, after)
    old_inputs = {one["file_sha256"] for one in old.inputs}
    new_inputs = {one["file_sha256"] for one in new.inputs}
    return ReleaseDifference(
        before=before,
        after=after,
        standards=tuple(
            name
            for name in _STANDARDS
            if getattr(old, f"{name}_digest") != getattr(new, f"{name}_digest")
        ),
        tables=tuple(sorted(_changed_tables(old, new))),
        inputs_added=tuple(sorted(new_inputs - old_inputs)),
        inputs_removed=tuple(sorted(old_inputs - new_inputs)),
        numbers=tuple(_changed_numbers(home, before, after)),
    )


def _changed_tables(old: Manifest, new: Manifest) -> set[str]:
    def flat(one: Manifest) -> dict[tuple[str, str], str]:
        return {
            (audience, table): record["digest"]
            for audience, tables in one.audiences.items()
            for table, record in tables.items()
        }

    return {table for (_, table), _ in flat(old).items() ^ flat(new).items()}


def _changed_numbers(home: Home, before: str, after: str) -> list[dict[str, Any]]:
    paths = {
        name: home.releases / release_id / _COMPARED_AUDIENCE / DATABASE
        for name, release_id in (("before", before), ("after", after))
    }
    if not all(path.exists() for path in paths.values()):
        return []
    names = (*_KEY, "estimate_before", "estimate_after", "status_before", "status_after")
    with attached(**paths) as connection:
        try:
            rows = connection.execute(_difference_sql()).fetchall()
        except duckdb.CatalogException:
            return []
    return [dict(zip(names, row, strict=True)) for row in rows]


def _difference_sql() -> str:
    keys = ", ".join(f"coalesce(a.{key}, b.{key})" for key in _KEY)
    matches = " and ".join(f"a.{key} is not distinct from b.{key}" for key in _KEY)
    return (
        f"select {keys}, b.estimate, a.estimate, b.status, a.status "
        f"from before.main.{_COMPARED_TABLE} as b "
        f"full join after.main.{_COMPARED_TABLE} as a on {matches} "
        "where a.estimate is distinct from b.estimate or a.status is distinct from b.status "
        "order by all"
    )
