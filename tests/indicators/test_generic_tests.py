"""The generic data test of the indicators' keys, seen to fail and to pass."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

GENERIC = Path(__file__).resolve().parents[2] / "dbt_project" / "tests" / "generic"


@pytest.fixture
def offenders(db: duckdb.DuckDBPyConnection, render: Callable) -> Callable:
    """Rows that `never_null` returns for a table of two columns."""
    source = (GENERIC / "never_null.sql").read_text()
    as_macro = source.replace("{% test ", "{% macro ").replace("{% endtest %}", "{% endmacro %}")

    def run(rows: str, columns: list[str]) -> list[tuple]:
        db.execute(f"create or replace table checked as select * from (values {rows}) as t (a, b)")
        sql = render(f"{as_macro}{{{{ never_null('checked', {columns}) }}}}")
        return db.execute(sql).fetchall()

    return run


def test_never_null_returns_a_row_with_a_null_in_any_column(offenders: Callable) -> None:
    assert offenders("(1, 2), (3, null), (null, 4)", ["a", "b"]) == [(3, None), (None, 4)]


def test_never_null_passes_filled_rows_and_columns_not_named(offenders: Callable) -> None:
    assert offenders("(1, 2), (3, null)", ["a"]) == []
