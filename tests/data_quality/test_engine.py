"""What Great Expectations lets through, the examiner does not."""

import gc
from collections.abc import Iterator

import duckdb
import pytest

from data_quality.engine import Examiner, Measurement, NotEvaluatedError


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute(
            "create table scores as select 'r' || i as subject, i as observed from range(4) t (i)"
        )
        yield opened


@pytest.fixture
def examiner(connection: duckdb.DuckDBPyConnection) -> Examiner:
    return Examiner(connection, max_seconds=60)


def test_counts_and_names_come_from_the_database(examiner: Examiner) -> None:
    assert examiner.measure("select * from scores", lower=2) == Measurement(
        4, 4, 2, 0, ("r0", "r1")
    )
    assert examiner.measure("select * from scores", upper=2) == Measurement(4, 4, 1, 3, ("r3",))


def test_an_empty_frame_evaluates_nothing(examiner: Examiner) -> None:
    measured = examiner.measure("select * from scores where false", lower=2)
    assert measured == Measurement(0, 0, 0, None, ())


@pytest.mark.parametrize("nothing", ["null", "cast('nan' as double)", "cast('inf' as double)"])
def test_what_is_no_number_is_not_evaluated(examiner: Examiner, nothing: str) -> None:
    measured = examiner.measure(f"select subject, {nothing} as observed from scores", upper=2)
    assert (measured.declared, measured.evaluated, measured.failed) == (4, 0, 0)


def test_a_blank_among_numbers_is_counted(examiner: Examiner) -> None:
    query = "select subject, nullif(observed, 3) as observed from scores"
    assert examiner.measure(query, lower=0) == Measurement(4, 3, 0, 0, ())


@pytest.mark.parametrize(
    "query",
    [
        "select subject, oberved as observed from scores",
        "select * from no_such_table",
        "select subject, 'high' as observed from scores",
        "select subject from scores",
        "this is no query",
    ],
)
def test_a_check_that_raises_is_not_evaluated(examiner: Examiner, query: str) -> None:
    with pytest.raises(NotEvaluatedError):
        examiner.measure(query, lower=2)


def test_a_check_that_does_not_end_is_not_evaluated(connection: duckdb.DuckDBPyConnection) -> None:
    endless = (
        "select 'x' as subject, count(*) as observed "
        "from range(1000000) a (i), range(1000000) b (i) where a.i * b.i % 7 = 3"
    )
    with pytest.raises(NotEvaluatedError):
        Examiner(connection, max_seconds=0.2).measure(endless, lower=2)


def test_a_missing_result_is_not_evaluated(
    examiner: Examiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examiner, "_validate", lambda query, expectations: [])
    with pytest.raises(NotEvaluatedError, match="no result"):
        examiner.measure("select * from scores", lower=2)


def test_the_connection_stays_open_for_its_owner(connection: duckdb.DuckDBPyConnection) -> None:
    Examiner(connection, max_seconds=60).measure("select * from scores", lower=2)
    gc.collect()
    assert connection.execute("select count(*) from scores").fetchone() == (4,)


def test_no_value_of_the_data_is_in_a_fault(examiner: Examiner) -> None:
    with pytest.raises(NotEvaluatedError) as caught:
        examiner.measure("select subject, 'Jane Doe' as observed from scores", lower=2)
    assert "Jane" not in str(caught.value)
    assert caught.value.__cause__ is None
