"""What the numbers were made with: digests of code, lock, catalog, thresholds, rules; tools.

Taken from the files of the checkout, so that they hold without version control.
"""

import csv
import hashlib
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from data_quality.canonical import digest_of
from data_quality.reference import Reference
from data_quality.suites import rules_digest
from orchestration.locations import LOCK_FILE, PROJECT_ROOT

_CODE_FOLDERS = ("orchestration", "data_quality", "dbt_project", "seeds/reference")
_CODE_SUFFIXES = {".py", ".sql", ".yml", ".csv", ".html", ".css", ".js", ".j2", ".jinja"}
_BUILT = {"target", "logs", "dbt_packages", "__pycache__"}
_JUDGING = {"thresholds.csv", "waivers.csv"}
_TOOLS = ("dagster", "dbt-core", "dbt-duckdb", "duckdb", "great-expectations", "pyarrow")


def standards(reference: Path, config_digest: str) -> dict[str, str]:
    """Digest of each thing that the numbers and the verdict depend on, besides the inputs."""
    seeds = sorted(reference.glob("*.csv"))
    return {
        "catalog": _digest_of_files(p for p in seeds if p.name not in _JUDGING),
        "thresholds": _digest_of_files([reference / "thresholds.csv"]),
        "waivers": _digest_of_files([reference / "waivers.csv"]),
        "rules": rules_digest(),
        "code": code_digest(),
        "lock": _digest_of_files([LOCK_FILE]),
        "config": config_digest,
    }


def code_digest() -> str:
    """Of every source file that a number or a verdict can depend on, built files left out."""
    return _digest_of_files(_code_files())


def read_reference(folder: Path) -> Reference:
    """The reference rows the gates read."""
    return Reference.from_rows(seed_rows(folder, "thresholds"), seed_rows(folder, "indicators"))


def seed_rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one reference table."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def tool_versions() -> dict[str, str]:
    """Versions of Python and of the tools whose behavior shows in the numbers."""
    return {"python": platform.python_version()} | {tool: version(tool) for tool in _TOOLS}


def _code_files() -> Iterable[Path]:
    for folder in _CODE_FOLDERS:
        for path in sorted((PROJECT_ROOT / folder).rglob("*")):
            parts = path.relative_to(PROJECT_ROOT).parts
            if path.suffix in _CODE_SUFFIXES and path.is_file() and not _BUILT & set(parts):
                yield path


def _digest_of_files(paths: Iterable[Path]) -> str:
    """Over names and bytes; a line ending of another system does not count."""
    return digest_of(
        {
            _name_of(path): hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
            for path in paths
        }
    )


def _name_of(path: Path) -> str:
    """Within the checkout; a table of an organization's own goes by its file name."""
    inside = path.is_relative_to(PROJECT_ROOT)
    return path.relative_to(PROJECT_ROOT).as_posix() if inside else path.name
