"""Two tables have one digest exactly when their rows say the same."""

from collections.abc import Iterator

import duckdb
import pytest

from orchestration.release.digest import table_digest


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute(
            "create table t as select i as id, 'name ' || i as name, i / 7.0 as share, "
            "timestamptz '2025-12-31 23:30:00+00' as seen_at, date '2025-12-31' as seen_on, "
            "i % 2 = 0 as is_even, null::varchar as blank, 'r' as release_id from range(50) r (i)"
        )
        yield opened


def of(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    return table_digest(connection, f"({query})").digest


@pytest.mark.parametrize(
    "same",
    [
        "select * from t order by share desc",
        "select release_id, blank, is_even, seen_on, seen_at, share, name, id from t",
        "select * replace ('another' as release_id) from t",
        "select * exclude (release_id) from t",
        "select * replace (cast(id as integer) as id) from t",
        "select * replace (share * (1 + 1e-15) as share) from t",
    ],
)
def test_storage_does_not_show(connection: duckdb.DuckDBPyConnection, same: str) -> None:
    assert of(connection, same) == of(connection, "select * from t")


@pytest.mark.parametrize(
    "other",
    [
        "select * from t where id > 0",
        "select * from t union all select * from t where id = 3",
        "select * replace (case when id = 3 then 'x' else name end as name) from t",
        "select * replace (share * (1 + 1e-10) as share) from t",
        "select * replace (cast(id as varchar) as id) from t",
        "select * replace ('' as blank) from t",
        "select * replace (case when id = 3 then not is_even else is_even end as is_even) from t",
        "select * replace (seen_at + interval 1 microsecond as seen_at) from t",
        "select * rename (name as title) from t",
        "select *, null as added from t",
        "select * exclude (blank) from t",
    ],
)
def test_what_rows_say_shows(connection: duckdb.DuckDBPyConnection, other: str) -> None:
    assert of(connection, other) != of(connection, "select * from t")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'a' as x, 'bc' as y", "'ab' as x, 'c' as y"),
        ("'a' as x, 'b' as y", "'b' as x, 'a' as y"),
        ("'a|b' as x, 'c' as y", "'a' as x, 'b|c' as y"),
        (r"'a\' as x, 'b' as y", r"'a' as x, '\b' as y"),
        (r"'a\' as x, '|b' as y", r"'a\|' as x, 'b' as y"),
        (r"'\z' as x, 'b' as y", "null::varchar as x, 'b' as y"),
        ("'z' as x, 'b' as y", "null::varchar as x, 'b' as y"),
        ("['a|b'] as x, 'c' as y", "['a', 'b'] as x, 'c' as y"),
    ],
)
def test_values_do_not_run_into_each_other(
    connection: duckdb.DuckDBPyConnection, one: str, other: str
) -> None:
    assert of(connection, f"select {one}") != of(connection, f"select {other}")


def test_swapped_cells_of_two_rows_show(connection: duckdb.DuckDBPyConnection) -> None:
    straight = "values (1, 'a'), (2, 'b')"
    crossed = "values (1, 'b'), (2, 'a')"
    assert of(connection, straight) != of(connection, crossed)


def test_negative_zero_is_zero(connection: duckdb.DuckDBPyConnection) -> None:
    zero, negative = (f"select cast('{text}' as double) as x" for text in ("0.0", "-0.0"))
    assert of(connection, zero) == of(connection, negative)


@pytest.mark.parametrize("setting", ["TimeZone = 'Asia/Tokyo'", "threads = 1", "threads = 3"])
def test_the_session_does_not_show(connection: duckdb.DuckDBPyConnection, setting: str) -> None:
    before = of(connection, "select * from t")
    connection.execute(f"set {setting}")
    assert of(connection, "select * from t") == before


def test_rows_are_counted_and_an_empty_table_has_a_digest(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert table_digest(connection, "t").row_count == 50
    empty = table_digest(connection, "(select * from t where false)")
    assert empty.row_count == 0
    assert empty.digest != of(connection, "select id from t where false")


def test_a_known_table_keeps_its_digest_for_good(connection: duckdb.DuckDBPyConnection) -> None:
    known = "select 1 as id, 0.5::double as share, 'a' as name, null::date as seen_on"
    assert (
        of(connection, known) == "d3cb6edaba6ca182be66240aadf67bbb6dcce0387c0546d78283b5049bd35720"
    )
