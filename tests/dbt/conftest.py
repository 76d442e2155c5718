"""The project's own manifest, parsed once into a directory of its own; no database is opened."""

import json
import re
from pathlib import Path

import pytest
from dbt.cli.main import dbtRunner

from tests.dbt.graph import Graph
from tests.indicators.conftest import db, render

__all__ = ["db", "render"]

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"


AS_OF = "2025-12-31"


@pytest.fixture(scope="session")
def parsed(tmp_path_factory):
    """dbt's own manifest object, with the options and the folder it was parsed with."""
    target = tmp_path_factory.mktemp("dbt")
    places = {"project-dir": PROJECT, "profiles-dir": PROJECT, "target-path": target}
    options = [part for name, place in places.items() for part in (f"--{name}", str(place))]
    options += ["--log-path", str(target / "logs"), "--vars", f"as_of: {AS_OF}"]
    result = dbtRunner().invoke(["--quiet", "parse", *options])
    assert result.success, result.exception
    return result.result, options, target


@pytest.fixture(scope="session")
def manifest(parsed):
    """dbt's manifest as a dictionary."""
    return json.loads((parsed[2] / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def compiled(parsed):
    """SQL of a model as dbt runs it, its tables without database and schema."""
    found, options, _ = parsed

    def sql(model):
        unseen = ["--no-introspect", "--no-populate-cache"]
        command = ["--quiet", "compile", *options, *unseen, "--select", model]
        result = dbtRunner(manifest=found).invoke(command)
        assert result.success, result.exception
        (one,) = (one for one in result.result.results if one.node.name == model)
        return re.sub(r'"\w+"\."\w+"\.("\w+")', r"\1", one.node.compiled_code)

    return sql


@pytest.fixture(scope="session")
def graph(manifest):
    """The manifest as a graph of models, seeds and sources."""
    return Graph.from_manifest(manifest)
