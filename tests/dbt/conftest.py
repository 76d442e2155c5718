"""The project's own manifest, of the parse that every run takes; no database is opened."""

import json
import re

import pytest
from dbt.cli.main import dbtRunner

from orchestration.dbt_command import read_parse
from orchestration.dbt_parse import manifest_file, parse_file
from orchestration.locations import DBT_PROJECT, Home
from tests.dbt.graph import Graph
from tests.indicators.conftest import db, render

__all__ = ["db", "render"]

AS_OF = "2025-12-31"


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """A home for what dbt writes."""
    return Home(tmp_path_factory.mktemp("dbt"))


@pytest.fixture(scope="session")
def manifest(home):
    """dbt's manifest as a dictionary."""
    return json.loads(manifest_file(home).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def compiled(home):
    """SQL of a model as dbt runs it, its tables without database and schema."""
    parse = read_parse(parse_file(home))
    places = {"project-dir": DBT_PROJECT, "profiles-dir": DBT_PROJECT}
    places |= {"target-path": home.dbt_target, "log-path": home.dbt_logs}
    options = [part for name, place in places.items() for part in (f"--{name}", str(place))]
    options += ["--vars", f"as_of: {AS_OF}", "--no-introspect", "--no-populate-cache"]

    def sql(model):
        command = ["--quiet", "compile", *options, "--select", model]
        result = dbtRunner(manifest=parse).invoke(command)
        assert result.success, result.exception
        (one,) = (one for one in result.result.results if one.node.name == model)
        return re.sub(r'"\w+"\."\w+"\.("\w+")', r"\1", one.node.compiled_code)

    return sql


@pytest.fixture(scope="session")
def graph(manifest):
    """The manifest as a graph of models, seeds and sources."""
    return Graph.from_manifest(manifest)
