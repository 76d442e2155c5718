"""The project's own SQL, rendered without a warehouse: what dbt brings has a stand-in here."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import duckdb
import jinja2
import pytest

DBT = Path(__file__).resolve().parents[2] / "dbt_project"
Rows = list[tuple]


def _dateadd(part: str, number: int | str, date: str) -> str:
    return f"({date} + to_{part}s({number}))"


@pytest.fixture(scope="session")
def model_sql() -> Callable[[str], str]:
    """SQL of a model of staging or intermediate by name; `ref('x')` is table x."""
    macros = "\n".join(path.read_text() for path in sorted((DBT / "macros").glob("*.sql")))
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    environment.globals.update(
        ref=lambda name: name,
        var=lambda name, default=None: "2025-12-31",
        run_started_at=SimpleNamespace(strftime=lambda form: form),
        dbt=SimpleNamespace(dateadd=_dateadd, type_string=lambda: "varchar"),
    )
    paths = {path.stem: path for path in (DBT / "models").rglob("*.sql")}
    return lambda name: environment.from_string(f"{macros}\n{paths[name].read_text()}").render()


@pytest.fixture
def db() -> duckdb.DuckDBPyConnection:
    """An empty database."""
    return duckdb.connect()
