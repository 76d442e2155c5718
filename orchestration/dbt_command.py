"""dbt's command line as Dagster reads it: a line of JSON for each event that a reader is told.

A parse that is there already is taken as it is. `--partial-parse-file-path` names it, an option of
dbt's own; dbt itself would compare the connection and the variables with those it was made with,
and parse everything again where they differ (orchestration/dbt_parse.py says why that is not
needed here). The variable `reference`, the folder of an organization's reference tables, is then
followed as it would be while parsing.

dbt's own loggers are off: they make a line of every event, also of the five in six that nobody is
told, which takes a tenth of a build; and dbt's file would hold what the run's log holds.
"""

import argparse
import json
import sys
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import yaml

from orchestration.garbage import look_seldom
from orchestration.locations import REFERENCE_SEEDS

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest
    from dbt_common.events.base_types import EventMsg

_SILENT = ["--log-level", "none", "--log-level-file", "none"]
_TOLD = {"info", "warn", "error"}
_ONE_LINE = Lock()  # dbt builds in threads
_DONE, _FAILED, _BROKEN = 0, 1, 2


def main() -> None:
    """Run dbt with the arguments of the command line; exit as dbt does."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:  # Dagster asks before it builds; dbt takes seconds to import
        print("installed:", version("dbt-core"))
        return
    look_seldom()
    from dbt.cli.main import dbtRunner

    manifest = None
    given = _given(arguments)
    if given.partial_parse_file_path:
        manifest = read_parse(given.partial_parse_file_path)
        if given.vars and "reference" in given.vars:
            _read_from(manifest, Path(given.vars["reference"]))
        look_seldom()
    result = dbtRunner(manifest=manifest, callbacks=[_tell]).invoke([*_SILENT, *arguments])
    if result.success:
        sys.exit(_DONE)
    sys.exit(_BROKEN if result.exception else _FAILED)


def _given(arguments: list[str]) -> argparse.Namespace:
    """The two of dbt's options that are acted on here."""
    options = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    options.add_argument("--partial-parse-file-path", type=Path)
    options.add_argument("--vars", type=yaml.safe_load)
    return options.parse_known_args(arguments)[0]


def _tell(event: "EventMsg") -> None:
    from dbt_common.events.functions import env_scrubber, msg_to_dict
    from dbt_common.utils.encoding import ForgivingJSONEncoder

    if event.info.level not in _TOLD:
        return
    line = env_scrubber(json.dumps(msg_to_dict(event), cls=ForgivingJSONEncoder))
    with _ONE_LINE:
        print(line, flush=True)


def read_parse(parse: Path) -> "Manifest":
    """dbt's own manifest object from a parse as dbt keeps it."""
    from dbt.contracts.graph.manifest import Manifest
    from dbt.parser.manifest import extended_mashumuro_decoder

    manifest = Manifest.from_msgpack(parse.read_bytes(), decoder=extended_mashumuro_decoder)
    manifest.build_flat_graph()
    return manifest


def _read_from(manifest: "Manifest", reference: Path) -> None:
    """Have the reference tables read from another folder."""
    for node in manifest.nodes.values():
        if node.resource_type == "seed":
            known = Path(node.root_path, node.original_file_path)
            if known.parent.samefile(REFERENCE_SEEDS):
                node.original_file_path = str(reference.resolve() / known.name)
