"""The parse of the dbt project, made when none is of the project as it stands. Knows dbt only.

dbt parses anew whenever its variables or its connection are others than before, which takes longer
than many a build. No model of this project reads either while it is parsed, so one parse serves
all dates, all homes and all reference tables: these are in other files, of the same columns
(`orchestration.reference`), and a parse says of a table only where its file is.

`python -m orchestration.dbt_parse` makes the checkout's own, as `make setup` does;
`orchestration.dbt_command` hands it to dbt, with the places of the tables in force.
"""

import hashlib
import json
from datetime import date
from importlib.metadata import version
from pathlib import Path

from orchestration.garbage import look_seldom
from orchestration.locations import DBT_PARSE, DBT_PROJECT, REFERENCE_SEEDS, Home
from orchestration.panel_models import write_panel_models

_BUILT = {"target", "logs"}
_SUFFIXES = {".sql", ".yml", ".csv", ".md"}
_MANIFEST, _PARSE, _MADE_OF = "manifest.json", "partial_parse.msgpack", "made_of.txt"


class DbtParseError(RuntimeError):
    """The dbt project does not parse."""


def build_vars(as_of: date, reference: Path = REFERENCE_SEEDS) -> str:
    """dbt's `--vars` for a build that looks from `as_of`, with the reference tables in force."""
    own = {} if reference == REFERENCE_SEEDS else {"reference": str(reference)}
    return json.dumps({"as_of": as_of.isoformat()} | own)


def manifest_file(home: Home) -> Path:
    """dbt's manifest of the project as it stands. Raises `DbtParseError`."""
    return _parsed(home) / _MANIFEST


def parse_file(home: Home) -> Path:
    """dbt's parse of the project as it stands, as dbt keeps it. Raises `DbtParseError`."""
    return _parsed(home) / _PARSE


def source_columns(manifest: Path, source: str) -> dict[str, dict[str, str]]:
    """Columns and their types that a dbt source declares, by table."""
    sources = json.loads(manifest.read_text(encoding="utf-8"))["sources"].values()
    return {
        table["name"]: {one["name"]: one["data_type"] for one in table["columns"].values()}
        for table in sources
        if table["source_name"] == source
    }


def parse(folder: Path, logs: Path) -> None:
    """Parse the project, its panels as the catalog has them, into `folder`.

    Raises `DbtParseError`.
    """
    from dbt.cli.main import dbtRunner

    write_panel_models()
    arguments = {
        "--project-dir": DBT_PROJECT,
        "--profiles-dir": DBT_PROJECT,
        "--target-path": folder,
        "--log-path": logs,
    }
    flat = [str(part) for pair in arguments.items() for part in pair]
    result = dbtRunner().invoke(["--quiet", "parse", *flat])
    if not result.success:
        raise DbtParseError(str(result.exception))
    (folder / _MADE_OF).write_text(_state(), encoding="utf-8")


def _parsed(home: Home) -> Path:
    """The folder of a parse that serves: the checkout's, the home's, or the home's made anew."""
    state = _state()
    for folder in (DBT_PARSE, home.dbt_parse):
        if _made_of(folder) == state:
            return folder
    home.ensure()
    parse(home.dbt_parse, home.dbt_logs)
    return home.dbt_parse


def _made_of(folder: Path) -> str | None:
    path = folder / _MADE_OF
    return path.read_text(encoding="utf-8") if path.exists() else None


def _state() -> str:
    """Digest of dbt's version and of the places and contents of every file that it reads."""
    found = hashlib.sha256(version("dbt-core").encode())
    for folder in (DBT_PROJECT, REFERENCE_SEEDS):
        for path in sorted(folder.rglob("*")):
            within = path.relative_to(folder).parts
            if path.suffix in _SUFFIXES and not _BUILT & set(within):
                found.update(f"{path}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return found.hexdigest()


if __name__ == "__main__":
    look_seldom()
    parse(DBT_PARSE, DBT_PARSE / "logs")
