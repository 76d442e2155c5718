"""Parquet: typed columns to text, by row group. The line of a record is its row number."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from orchestration.extract import limits
from orchestration.extract.refusal import RefusalError
from orchestration.extract.table import NamedTable, check_header


class ParquetTable(NamedTable):
    """A Parquet file of flat columns."""

    def __init__(self, path: Path, max_bytes: int) -> None:
        """Reads the footer. Raises `RefusalError`."""
        try:
            self._file = pq.ParquetFile(path)
        except (pa.ArrowInvalid, OSError):
            raise RefusalError("wrong_format", "not a readable Parquet file") from None
        metadata = self._file.metadata
        groups = [metadata.row_group(at) for at in range(metadata.num_row_groups)]
        unpacked = sum(group.total_byte_size for group in groups)
        if unpacked > max_bytes:
            raise RefusalError("too_large", f"{unpacked} bytes, at most max_bytes ({max_bytes})")
        allowed = max(
            path.stat().st_size * limits.COMPRESSION_RATIO, limits.COMPRESSION_FLOOR_BYTES
        )
        if unpacked > allowed:
            raise RefusalError("compression_ratio", "unpacks to more than a hundred times its size")
        super().__init__(check_header(self._file.schema_arrow.names))

    def batches(self, positions: Sequence[int]) -> Iterator[pa.Table]:
        """The rows; a mapped column of lists, structs or bytes refuses the file."""
        names = self._file.schema_arrow.names
        line = 1
        for batch in self._file.iter_batches(
            batch_size=limits.ROWS_PER_BATCH, columns=[names[at] for at in positions]
        ):
            columns = {f"c{at}": _text(batch.column(names[at]), names[at]) for at in positions}
            count = batch.num_rows
            nothing = pa.nulls(count, pa.string())
            lines = pa.array(range(line, line + count), pa.int64())
            marks = dict.fromkeys(("_rule", "_field", "_record_id"), nothing)
            yield pa.table({**columns, "_line": lines, **marks})
            line += count


def _text(column: pa.Array, name: str) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        raise RefusalError("nested_column", f"column {name!r} holds {kind}, not single values")
    if pa.types.is_floating(kind):
        text = _float_text(column)
    elif pa.types.is_timestamp(kind) and kind.tz:
        utc = column.cast(pa.timestamp(kind.unit, "UTC")).cast(pa.timestamp(kind.unit))
        text = pc.binary_join_element_wise(utc.cast(pa.string()), "Z", "")
    else:
        text = column.cast(pa.string())
    return pc.fill_null(text, "")


def _float_text(column: pa.Array) -> pa.Array:
    """Whole numbers as integers: an id or answer beside a null is kept as a float."""
    is_whole = pc.and_(pc.equal(column, pc.floor(column)), pc.less(pc.abs(column), 2.0**53))
    whole = pc.if_else(is_whole, column, None).cast(pa.float64()).cast(pa.int64())
    return pc.if_else(
        pc.fill_null(is_whole, False), whole.cast(pa.string()), column.cast(pa.string())
    )
