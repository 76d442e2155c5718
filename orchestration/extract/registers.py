"""The registered items and behaviors, as relations of a DuckDB connection, and their digest."""

import hashlib
from pathlib import Path

import duckdb


def load_registers(connection: duckdb.DuckDBPyConnection, reference: Path) -> None:
    """Create `known_items` and `known_behaviors` from the reference seeds."""
    connection.execute(
        """
        create table known_items as
        select instrument_id as known_instrument, instrument_version as known_version,
               item_id as known_item, cast(answer_min as double) as answer_min,
               cast(answer_max as double) as answer_max
        from read_csv($1, all_varchar = true, header = true)
        """,
        [str(reference / "instrument_items.csv")],
    )
    connection.execute(
        """
        create table known_behaviors as
        select behavior_id as known_behavior, min(cast(score_min as double)) as score_min,
               max(cast(score_max as double)) as score_max
        from read_csv($1, all_varchar = true, header = true)
        group by behavior_id
        """,
        [str(reference / "behaviors.csv")],
    )


def registers_digest(reference: Path) -> str:
    """Changes when a registered item or behavior changes."""
    digest = hashlib.sha256()
    for name in ("instrument_items.csv", "behaviors.csv"):
        digest.update((reference / name).read_bytes())
    return digest.hexdigest()
