"""dbt's manifest, parsed when it is absent or older than the project. Knows dbt, not Dagster."""

import json
from datetime import date
from pathlib import Path

from dbt.cli.main import dbtRunner

from orchestration.locations import DBT_PROJECT, REFERENCE_SEEDS, Home

_SUFFIXES = {".sql", ".yml", ".csv", ".md"}


class DbtParseError(RuntimeError):
    """The dbt project does not parse."""


def build_vars(as_of: date, reference: Path = REFERENCE_SEEDS) -> str:
    """dbt's `--vars` for a build that looks from `as_of`, with the reference tables in force."""
    own = {} if reference == REFERENCE_SEEDS else {"reference": str(reference)}
    return json.dumps({"as_of": as_of.isoformat()} | own)


def prepared_manifest(home: Home, wanted: str = "") -> Path:
    """Path of a manifest that is as new as the project. Raises `DbtParseError`.

    wanted: the vars of the builds to come; dbt reads everything again when its vars change, so the
    parse is made with them. Without them whatever was parsed is taken.
    """
    manifest, parsed_vars = home.dbt_target / "manifest.json", home.dbt_target / "parsed_vars.txt"
    is_fresh = manifest.exists() and manifest.stat().st_mtime >= _last_change(home)
    is_for_vars = not wanted or (parsed_vars.exists() and parsed_vars.read_text() == wanted)
    if not (is_fresh and is_for_vars):
        _parse(home, wanted)
        parsed_vars.write_text(wanted)
    return manifest


def source_columns(manifest: Path, source: str) -> dict[str, dict[str, str]]:
    """Columns and their types that a dbt source declares, by table."""
    sources = json.loads(manifest.read_text(encoding="utf-8"))["sources"].values()
    return {
        table["name"]: {one["name"]: one["data_type"] for one in table["columns"].values()}
        for table in sources
        if table["source_name"] == source
    }


def _parse(home: Home, wanted_vars: str) -> None:
    home.ensure()
    arguments = {
        "--project-dir": DBT_PROJECT,
        "--profiles-dir": DBT_PROJECT,
        "--target-path": home.dbt_target,
        "--log-path": home.dbt_logs,
        "--vars": wanted_vars or "{}",
    }
    flat = [str(part) for pair in arguments.items() for part in pair]
    result = dbtRunner().invoke(["--quiet", "parse", *flat])
    if not result.success:
        raise DbtParseError(str(result.exception))


def _last_change(home: Home) -> float:
    """Of the newest file that dbt reads, as a modification time."""
    built = {"target", "logs"}
    files = [
        path
        for folder in (DBT_PROJECT, REFERENCE_SEEDS, home.reference)
        for path in folder.rglob("*")
        if path.suffix in _SUFFIXES and not built & set(path.relative_to(folder).parts)
    ]
    return max(path.stat().st_mtime for path in files)
