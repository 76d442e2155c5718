"""Great Expectations on a DuckDB connection that somebody else owns."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import sqlalchemy as sa
from duckdb_engine import ConnectionWrapper
from great_expectations.execution_engine import SqlAlchemyExecutionEngine


class _Borrowed(ConnectionWrapper):
    """A connection that SQLAlchemy may use and not close, not even when its pool is collected."""

    def close(self) -> None:
        """Leave it open: it belongs to the caller."""


class DuckDBExecutionEngine(SqlAlchemyExecutionEngine):
    """Runs every query on the one connection it is given.

    A DuckDB result dies with its connection, and the base class closes one after each query: every
    expectation then ends in "list index out of range".
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Take over `connection` for reading; the caller closes it."""
        engine = sa.create_engine(
            "duckdb://",
            creator=lambda: _Borrowed(connection),
            poolclass=sa.pool.StaticPool,
            pool_reset_on_return=None,  # by the time it is collected the caller may have closed it
        )
        super().__init__(engine=engine, create_temp_table=False)
        self._kept = engine.connect()

    @contextmanager
    def get_connection(self) -> Iterator[sa.Connection]:
        """Yield the kept connection and leave it open."""
        yield self._kept
