"""Statistics are declared where dbt reads them, and written with exactly those columns."""

import duckdb
import pandas as pd
import pytest
import yaml

from orchestration.locations import DBT_PROJECT
from orchestration.statistics.tables import STATISTICS, ColumnsError, write

SOURCES = DBT_PROJECT / "models" / "staging" / "statistics" / "_statistics__sources.yml"
COLUMNS = {"leader_id": "string", "score": "double", "_computed_at": "timestamp"}


def test_each_statistic_is_declared_as_a_source_and_each_source_is_computed():
    declared = yaml.safe_load(SOURCES.read_text(encoding="utf-8"))["sources"][0]["tables"]
    assert {table["name"] for table in declared} == {one.table for one in STATISTICS}


def test_a_table_is_replaced_and_takes_its_declared_types():
    with duckdb.connect() as connection:
        connection.execute("create schema statistics")
        write(connection, "scores", pd.DataFrame({"leader_id": ["a"], "score": [1]}), COLUMNS)
        write(connection, "scores", pd.DataFrame({"score": [2], "leader_id": ["b"]}), COLUMNS)
        found = connection.execute("select leader_id, score from statistics.scores")
        assert [kind[1] for kind in found.description] == ["VARCHAR", "DOUBLE"]
        assert found.fetchall() == [("b", 2.0)]


@pytest.mark.parametrize("given", [["leader_id"], ["leader_id", "score", "name"]])
def test_a_statistic_with_other_columns_than_declared_is_refused(given):
    with duckdb.connect() as connection, pytest.raises(ColumnsError, match="scores"):
        write(connection, "scores", pd.DataFrame({name: [1] for name in given}), COLUMNS)
