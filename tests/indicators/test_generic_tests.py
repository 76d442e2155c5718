"""The generic data test of the models names the rule that is broken."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

GENERIC = Path(__file__).resolve().parents[2] / "dbt_project" / "tests" / "generic"


@pytest.fixture
def offenders(db: duckdb.DuckDBPyConnection, render: Callable) -> Callable:
    """The rules that `sound` finds broken in a table of two columns."""
    source = (GENERIC / "sound.sql").read_text()
    as_macro = source.replace("{% test ", "{% macro ").replace("{% endtest %}", "{% endmacro %}")

    def run(rows: str, **rules: object) -> list[str]:
        db.execute(f"create or replace table checked as select * from (values {rows}) as t (a, b)")
        arguments = ", ".join(f"{name}={value}" for name, value in rules.items())
        sql = render(f"{as_macro}{{{{ sound('checked', {arguments}) }}}}")
        return [rule for (rule,) in db.execute(sql).fetchall()]

    return run


def test_each_row_is_named_by_the_first_rule_it_breaks(offenders: Callable) -> None:
    broken = offenders("(1, 2), (3, null), (null, 4)", never_null=["a", "b"], ranges={"b": [0, 3]})
    assert sorted(broken) == ["a is null", "b is null"]


def test_a_key_that_comes_twice_is_named_once_by_its_columns(offenders: Callable) -> None:
    assert offenders("(1, 2), (1, 2), (1, 3)", key=["a", "b"]) == ["not unique: a, b"]


def test_what_no_rule_speaks_of_passes(offenders: Callable) -> None:
    assert offenders("(1, 2), (3, null)", key=["a"], never_null=["a"], values={"a": [1, 3]}) == []
