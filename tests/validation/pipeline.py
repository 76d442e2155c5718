"""The pipeline's own SQL and statistics, run many times in memory.

dbt compiles the models once; after that each organization costs seconds instead of the minute that
dbt and Dagster spend on a run. What is run is the text that `scorecard run` runs.
"""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from orchestration.dbt_parse import build_vars, parse_file, source_columns
from orchestration.locations import DBT_PROJECT, Home
from orchestration.statistics.inputs import Inputs
from orchestration.statistics.tables import SCHEMA, STATISTICS, compute_all

SCHEMAS = ("raw", "reference", "staging", "intermediate", SCHEMA, "marts")


class CompileError(RuntimeError):
    """dbt could not compile the project."""


@dataclass(frozen=True)
class Model:
    """One compiled model. parents: names of the models it reads; statistics: tables of the schema
    `statistics` that it reads; is_late: whether it or a model that it rests on reads any.
    """

    name: str
    relation: str
    kind: str
    sql: str
    parents: tuple[str, ...]
    statistics: tuple[str, ...]
    is_late: bool


class Pipeline:
    """The compiled project, as of one date."""

    def __init__(self, folder: Path, as_of: date) -> None:
        """Seed and compile under `folder`. Raises `CompileError`."""
        self.as_of = as_of
        self._home = Home(folder).ensure()
        _dbt(["seed"], self._home, as_of)
        _dbt(["compile", "--select", "resource_type:model"], self._home, as_of)
        manifest = self._home.dbt_target / "manifest.json"
        self._columns = source_columns(manifest, SCHEMA)
        self.models = {model.name: model for model in _models(json.loads(manifest.read_text()))}

    def opened(self, warehouse: Path | None = None) -> duckdb.DuckDBPyConnection:
        """A database in memory with the reference tables and, from a warehouse, the raw ones."""
        connection = duckdb.connect(config={"threads": 1})
        connection.execute("attach ':memory:' as warehouse")
        connection.execute("use warehouse")
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("set ieee_floating_point_ops = false")
        for schema in SCHEMAS:
            connection.execute(f"create schema {schema}")
        _copy(connection, self._home.warehouse, "reference")
        if warehouse:
            _copy(connection, warehouse, "raw")
        return connection

    def build(self, connection: duckdb.DuckDBPyConnection, marts: Collection[str]) -> None:
        """Evidence, statistics and marts, as far as these marts rest on them."""
        wanted, computed = self._needed(marts)
        for model in self.models.values():
            if model.name in wanted and not model.is_late:
                _create(connection, model)
        for _ in compute_all(Inputs(connection, self.as_of), self._columns, computed):
            pass
        for model in self.models.values():
            if model.name in wanted and model.is_late:
                _create(connection, model)

    def _needed(self, marts: Collection[str]) -> tuple[set[str], set[str]]:
        """Models and statistics that the marts rest on."""
        reads = {one.table: one.reads for one in STATISTICS}
        wanted: set[str] = set()
        computed: set[str] = set()
        stack = list(marts)
        while stack:
            name = stack.pop()
            if name in wanted or name not in self.models:
                continue
            wanted.add(name)
            model = self.models[name]
            computed |= set(model.statistics)
            stack += [*model.parents, *(one for table in model.statistics for one in reads[table])]
        return wanted, computed

    def rebuild(
        self, connection: duckdb.DuckDBPyConnection, name: str, given: Collection[str]
    ) -> None:
        """Build a model anew, with what it rests on up to the models in `given`."""
        wanted, stack = set(), [name]
        while stack:
            one = stack.pop()
            if one not in given and one not in wanted:
                wanted.add(one)
                stack += self.models[one].parents
        touched = {
            one
            for one in wanted
            if wanted & set(self.models[one].parents) or set(given) & set(self.models[one].parents)
        }
        for model in self.models.values():
            if model.name in touched:
                _create(connection, model)


def _dbt(command: list[str], home: Home, as_of: date) -> None:
    places = {
        "project-dir": DBT_PROJECT,
        "profiles-dir": DBT_PROJECT,
        "target-path": home.dbt_target,
        "log-path": home.dbt_logs,
        "vars": build_vars(as_of),
        "partial-parse-file-path": parse_file(home),
    }
    options = [text for name, value in places.items() for text in (f"--{name}", str(value))]
    done = subprocess.run(
        [Path(sys.executable).with_name("scorecard-dbt"), *command, *options],
        env=os.environ | {"SCORECARD_HOME": str(home.root)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CompileError(f"dbt {command[0]}: {done.stdout}")


def _models(manifest: dict) -> Iterator[Model]:
    """In the order in which they can be built."""
    nodes = {
        key: node for key, node in manifest["nodes"].items() if node["resource_type"] == "model"
    }
    read = {key: [one for one in node["depends_on"]["nodes"]] for key, node in nodes.items()}
    models = {key: [one for one in parents if one in nodes] for key, parents in read.items()}
    late: set[str] = set()
    for key in TopologicalSorter(models).static_order():
        if any(f".{SCHEMA}." in one or one in late for one in read[key]):
            late.add(key)
        node = nodes[key]
        yield Model(
            node["name"],
            node["relation_name"],
            "view" if node["config"]["materialized"] == "view" else "table",
            node["compiled_code"],
            tuple(nodes[one]["name"] for one in models[key]),
            tuple(one.rsplit(".", 1)[-1] for one in read[key] if f".{SCHEMA}." in one),
            key in late,
        )


def _create(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    connection.execute(f"create or replace {model.kind} {model.relation} as {model.sql}")


def _copy(connection: duckdb.DuckDBPyConnection, database: Path, schema: str) -> None:
    connection.execute(f"attach '{database}' as delivered (read_only)")
    tables = connection.execute(
        "select table_name from duckdb_tables() "
        "where database_name = 'delivered' and schema_name = $1 order by 1",
        [schema],
    ).fetchall()
    for (table,) in tables:
        connection.execute(f"create table {schema}.{table} as from delivered.{schema}.{table}")
    connection.execute("detach delivered")
