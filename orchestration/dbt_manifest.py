"""dbt's manifest, parsed when it is absent or older than the project. Knows dbt, not Dagster."""

from pathlib import Path

from dbt.cli.main import dbtRunner

from orchestration.locations import DBT_PROJECT, REFERENCE_SEEDS, Home

_SUFFIXES = {".sql", ".yml", ".csv", ".md"}


class DbtParseError(RuntimeError):
    """The dbt project does not parse."""


def prepared_manifest(home: Home) -> Path:
    """Path of a manifest that is as new as the project. Raises `DbtParseError`."""
    manifest = home.dbt_target / "manifest.json"
    if not manifest.exists() or manifest.stat().st_mtime < _last_change():
        parse(home)
    return manifest


def parse(home: Home) -> None:
    """Parse the project into the home. Raises `DbtParseError`."""
    home.ensure()
    result = dbtRunner().invoke(
        [
            "--quiet",
            "parse",
            "--project-dir",
            str(DBT_PROJECT),
            "--profiles-dir",
            str(DBT_PROJECT),
            "--target-path",
            str(home.dbt_target),
            "--log-path",
            str(home.dbt_logs),
        ]
    )
    if not result.success:
        raise DbtParseError(str(result.exception))


def _last_change() -> float:
    """Of the newest file that dbt reads, as a modification time."""
    built = {"target", "logs"}
    files = [
        path
        for folder in (DBT_PROJECT, REFERENCE_SEEDS)
        for path in folder.rglob("*")
        if path.suffix in _SUFFIXES and not built & set(path.relative_to(folder).parts)
    ]
    return max(path.stat().st_mtime for path in files)
