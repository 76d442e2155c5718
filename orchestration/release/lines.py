"""The lines behind the numbers, kept with a release: which lines of which file stand behind what.

The build database holds them only until the next run; a release keeps its own, so that a number can
be traced for as long as it stands. Line numbers and pseudonyms, no value of any row. The file is
for who runs the scorecard, who may open the landing zone as well; no audience is given it.
"""

from pathlib import Path

import duckdb

from orchestration.release.digest import quoted

LINES_FILE = "lines.parquet"
_TRACED = quoted("warehouse", "intermediate", "int_evidence_traced")


def write_lines(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write `folder/lines.parquet`: the columns of `int_evidence_traced`, lines as lists in order.

    connection: from `warehouse.reading`. Equal builds give equal bytes.
    """
    path = str(folder / LINES_FILE).replace("'", "''")
    connection.execute("set threads = 1")
    connection.execute(
        f"""
        copy (
            select * exclude (file_line), list(distinct file_line order by file_line) as file_lines
            from {_TRACED}
            group by all
            order by all
        ) to '{path}' (format parquet, compression zstd)
        """
    )
