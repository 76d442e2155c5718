"""What statistics read does not hang on the order in which threads add."""

from datetime import date

import duckdb

from orchestration.statistics.inputs import Inputs


def test_a_change_of_zero_is_zero_however_it_was_added_up():
    with duckdb.connect() as connection:
        inputs = Inputs(connection, date(2025, 12, 31))
        summed = "cast(0.1 as double) + cast(0.2 as double) - cast(0.3 as double)"
        assert connection.execute(f"select {summed} > 0").fetchone() == (True,)
        assert inputs.frame(f"select {summed} as change")["change"].tolist() == [0.0]


def test_rows_come_in_the_order_of_their_columns():
    with duckdb.connect() as connection:
        inputs = Inputs(connection, date(2025, 12, 31))
        rows = inputs.frame("select * from (values ('b', 1), ('a', 2), ('a', 1)) as t (who, n)")
        assert rows.to_numpy().tolist() == [["a", 1], ["a", 2], ["b", 1]]
