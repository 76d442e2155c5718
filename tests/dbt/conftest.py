"""The project's own manifest, parsed once into a directory of its own; no database is opened."""

import json
from pathlib import Path

import pytest
from dbt.cli.main import dbtRunner

from tests.dbt.graph import Graph
from tests.indicators.conftest import db, render

__all__ = ["db", "render"]

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"


@pytest.fixture(scope="session")
def manifest(tmp_path_factory):
    """dbt's manifest as a dictionary."""
    target = tmp_path_factory.mktemp("dbt")
    places = {"project-dir": PROJECT, "profiles-dir": PROJECT, "target-path": target}
    options = [part for name, place in places.items() for part in (f"--{name}", str(place))]
    result = dbtRunner().invoke(["--quiet", "parse", *options, "--log-path", str(target / "logs")])
    assert result.success, result.exception
    return json.loads((target / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def graph(manifest):
    """The manifest as a graph of models, seeds and sources."""
    return Graph.from_manifest(manifest)
