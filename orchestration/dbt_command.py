"""dbt's command line, with a parse that is there already taken as it is.

`--partial-parse-file-path` names it, an option of dbt's own; dbt itself would compare the
connection and the variables with those it was made with, and parse everything again where they
differ (orchestration/dbt_parse.py says why that is not needed here). Without it this is `dbt`.
"""

import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

_OPTION = "--partial-parse-file-path"
_DONE, _FAILED, _BROKEN = 0, 1, 2


def main() -> None:
    """Run dbt with the arguments of the command line; exit as dbt does."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:  # Dagster asks before it builds; dbt takes seconds to import
        print("installed:", version("dbt-core"))
        return
    from dbt.cli.main import dbtRunner

    manifest = None
    if _OPTION in arguments:
        manifest = _read(Path(arguments[arguments.index(_OPTION) + 1]))
    result = dbtRunner(manifest=manifest).invoke(arguments)
    if result.success:
        sys.exit(_DONE)
    sys.exit(_BROKEN if result.exception else _FAILED)


def _read(parse: Path) -> "Manifest":
    from dbt.contracts.graph.manifest import Manifest
    from dbt.parser.manifest import extended_mashumuro_decoder

    manifest = Manifest.from_msgpack(parse.read_bytes(), decoder=extended_mashumuro_decoder)
    manifest.build_flat_graph()
    return manifest
