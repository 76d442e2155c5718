"""The project's own SQL, rendered without dbt, for tests and pictures that run it in DuckDB.

The macros are read from `dbt_project`, so what is shown or asserted changes when they do; only
what dbt itself brings (`ref`, `dbt.*`) has a stand-in.
"""

from functools import cache
from pathlib import Path
from types import SimpleNamespace

import duckdb
import jinja2

ROOT = Path(__file__).resolve().parents[1]
DBT = ROOT / "dbt_project"
REFERENCE = ("quantiles_t", "quantiles_poisson", "quantiles_z", "thresholds")


def render(template: str) -> str:
    """SQL of a template that may call any macro of the project; `ref('x')` is table x."""
    macros, environment = _project()
    return environment.from_string(f"{macros}\n{template}").render().strip()


def connect() -> duckdb.DuckDBPyConnection:
    """An empty database with the reference quantiles and thresholds."""
    connection = duckdb.connect()
    connection.execute("set ieee_floating_point_ops = false")
    for name in REFERENCE:
        path = ROOT / "seeds" / "reference" / f"{name}.csv"
        connection.execute(f"create table {name} as from read_csv('{path}', header = true)")
    return connection


@cache
def _project() -> tuple[str, jinja2.Environment]:
    macros = "\n".join(path.read_text() for path in sorted((DBT / "macros").glob("*.sql")))
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.do"])
    dbt = SimpleNamespace(generate_series=_series, dateadd=_moved, type_string=lambda: "varchar")
    environment.globals.update({"ref": _returned, "return": _returned, "dbt": dbt})
    return macros, environment


def _returned(value: object) -> object:
    return value


def _series(upper_bound: int) -> str:
    return f"select generate_series as generated_number from generate_series(1, {upper_bound})"


def _moved(part: str, number: object, date: str) -> str:
    return f"({date} + interval ({number}) {part})"
