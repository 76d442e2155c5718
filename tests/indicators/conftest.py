"""The project's own SQL, rendered without dbt and run in DuckDB on published cases.

The macros and models are read from `dbt_project`, so a test here fails when they change. What dbt
unit tests can say with handmade rows is said beside the models, not here.
"""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests import rendered

ROOT = rendered.ROOT
DBT = rendered.DBT
CASES = ROOT.parent / "shared" / "acceptance"

Render = Callable[[str], str]


@pytest.fixture(scope="session")
def render() -> Render:
    """SQL of a template that may call any macro of the project; `ref('x')` is table x."""
    return rendered.render


@pytest.fixture(scope="session")
def model(render: Render) -> Callable[[str], str]:
    """SQL of an indicator model by name."""
    folder = DBT / "models" / "intermediate" / "indicators"
    return lambda name: render((folder / f"{name}.sql").read_text())


@pytest.fixture
def db() -> duckdb.DuckDBPyConnection:
    """An empty database with the reference quantiles and thresholds."""
    return rendered.connect()


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
