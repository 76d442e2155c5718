"""The project's own SQL, rendered without dbt and run in DuckDB on published cases.

The macros and models are read from `dbt_project`, so a test here fails when they change; only
what dbt itself brings (`ref`, `dbt.*`, `var`) has a stand-in. What dbt unit tests can say with
handmade rows is said beside the models, not here.
"""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import duckdb
import jinja2
import pytest

ROOT = Path(__file__).resolve().parents[2]
DBT = ROOT / "dbt_project"
CASES = ROOT.parent / "shared" / "acceptance"
QUANTILES = ("quantiles_t", "quantiles_poisson", "quantiles_z", "thresholds")

Render = Callable[[str], str]


def _returned(value: object) -> object:
    return value


def _series(upper_bound: int) -> str:
    return f"select generate_series as generated_number from generate_series(1, {upper_bound})"


@pytest.fixture(scope="session")
def render() -> Render:
    """SQL of a template that may call any macro of the project; `ref('x')` is table x."""
    macros = "\n".join(path.read_text() for path in sorted((DBT / "macros").glob("*.sql")))
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.do"])
    environment.globals.update(
        {"ref": _returned, "return": _returned, "dbt": SimpleNamespace(generate_series=_series)}
    )
    return lambda template: environment.from_string(f"{macros}\n{template}").render().strip()


@pytest.fixture(scope="session")
def model(render: Render) -> Callable[[str], str]:
    """SQL of an indicator model by name."""
    folder = DBT / "models" / "intermediate" / "indicators"
    return lambda name: render((folder / f"{name}.sql").read_text())


@pytest.fixture
def db() -> duckdb.DuckDBPyConnection:
    """An empty database with the reference quantiles and thresholds."""
    connection = duckdb.connect()
    connection.execute("set ieee_floating_point_ops = false")
    for name in QUANTILES:
        path = ROOT / "seeds" / "reference" / f"{name}.csv"
        connection.execute(f"create table {name} as from read_csv('{path}', header = true)")
    return connection


@pytest.fixture
def case() -> Callable[[str], tuple[Path, dict[str, dict]]]:
    """Folder and expected values of a published case, by its number."""

    def load(number: str) -> tuple[Path, dict[str, dict]]:
        (folder,) = CASES.glob(f"{number}_*")
        return folder, json.loads((folder / "expected.json").read_text())["values"]

    return load


@pytest.fixture
def assert_published(case: Callable) -> Callable:
    """Compare computed values with those of a case, each within its published tolerance."""

    def check(number: str, computed: dict[str, object]) -> None:
        values = case(number)[1]
        for name, value in computed.items():
            expected = values[name]["expected"]
            assert value == pytest.approx(expected, abs=values[name]["tolerance"]), name

    return check
