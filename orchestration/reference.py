"""The reference tables in force: the project's own, with an organization's in their place.

An organization that has its own instruments, behaviors, thresholds or targets keeps the tables it
replaces in a folder and names that in its config. A table is replaced whole, never merged row by
row, so that what is in force can be read in one file.
"""

import csv
from pathlib import Path

from orchestration.config_file import Fault, SettingsError
from orchestration.locations import REFERENCE_SEEDS, Home
from orchestration.settings import Settings


def reference_in_force(settings: Settings, config_path: Path, home: Home) -> Path:
    """The folder of reference tables that a run reads; made under the home where needed.

    Raises `SettingsError` when the organization's folder holds what the project does not know.
    """
    if settings.reference is None:
        return REFERENCE_SEEDS
    own = own_tables(settings, config_path)
    home.reference.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in home.reference.iterdir():
        if not (REFERENCE_SEEDS / path.name).exists():
            path.unlink()
    for path in REFERENCE_SEEDS.glob("*.csv"):
        _copy(own.get(path.name, path), home.reference / path.name)
    return home.reference


def own_tables(settings: Settings, config_path: Path) -> dict[str, Path]:
    """The tables that the organization replaces, by file name. Raises `SettingsError`."""
    if settings.reference is None:
        return {}
    folder = config_path.resolve().parent / settings.reference
    if not folder.is_dir():
        raise SettingsError([Fault(str(folder), None, "reference", "no_such_folder", _FOLDER)])
    own = {path.name: path for path in sorted(folder.glob("*.csv"))}
    faults = [fault for name, path in own.items() for fault in _faults(name, path)]
    if not own:
        faults = [Fault(str(folder), None, "reference", "no_table", _FOLDER)]
    if faults:
        raise SettingsError(faults)
    return own


_FOLDER = "give a folder that holds CSV files named as those of seeds/reference"


def _faults(name: str, path: Path) -> list[Fault]:
    known = REFERENCE_SEEDS / name
    if not known.exists():
        tables = ", ".join(sorted(one.name for one in REFERENCE_SEEDS.glob("*.csv")))
        return [Fault(str(path), None, "(whole file)", "unknown_table", f"one of {tables}")]
    wanted = _header(known)
    if _header(path) == wanted:
        return []
    return [Fault(str(path), 1, "header", "other_columns", "the columns are " + ", ".join(wanted))]


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return next(csv.reader(stream), [])


def _copy(source: Path, target: Path) -> None:
    """Leave an equal file as it is, so that its age tells whether dbt has to read it again."""
    content = source.read_bytes()
    if not target.exists() or target.read_bytes() != content:
        target.write_bytes(content)
