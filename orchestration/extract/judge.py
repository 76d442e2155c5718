"""The records of an opened file as rows of the feed, each with the fault it has, batch by batch.

What landing parses and what `scorecard check` reports are the same judgment, made here.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from orchestration.extract import limits
from orchestration.extract.batch_sql import batch_sql
from orchestration.extract.mapping import plan
from orchestration.extract.registers import load_registers
from orchestration.extract.table import Table
from orchestration.settings import Source


class Judge:
    """Judges files against the registers of one reference folder, until it is closed."""

    def __init__(self, reference: Path) -> None:
        """Read the registers."""
        self._connection = duckdb.connect(config={"memory_limit": limits.DUCKDB_MEMORY})
        self._connection.execute("set timezone = 'UTC'")
        load_registers(self._connection, reference)

    def close(self) -> None:
        """Let go of the registers."""
        self._connection.close()

    def judged(
        self, table: Table, source: Source, file_name: str, salt: str
    ) -> Iterator[tuple[int, pa.Table]]:
        """(records read, rows as `batch_sql` describes them) for each batch.

        `salt` goes into the digests of records without an id. Raises `RefusalError`.
        """
        file_plan = plan(table, source, file_name)
        statement = batch_sql(file_plan)
        parameters = {"salt": salt} if source.surrogate_key else None
        for batch in table.batches(file_plan.positions):
            self._connection.register("batch", batch)
            rows = self._connection.execute(statement, parameters).to_arrow_table()
            self._connection.unregister("batch")
            yield len(batch), rows
