"""One landed file to Parquet: accepted rows with pseudonyms, and refused rows apart.

Done once per content and mapping; `parse.json`, written last, says that it is complete. Streams:
memory does not grow with the file. Disposition against other files is not judged here.
"""

import json
import os
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import duckdb

from orchestration.extract import limits
from orchestration.extract.feeds import CONTRACTS, Contract
from orchestration.extract.identity import Pseudonyms
from orchestration.extract.judge import Judge
from orchestration.extract.landing import Delivery
from orchestration.extract.parse_files import Parsed, ParsePaths, ParseWriter, rows_schema
from orchestration.extract.readers import open_table
from orchestration.extract.refusal import RefusalError
from orchestration.settings import Source


def parse(
    landed: Path,
    delivery: Delivery,
    source: Source,
    paths: ParsePaths,
    pseudonyms: Pseudonyms,
    judge: Judge,
) -> Parsed:
    """Parse a landed file, or return what an earlier parse of it found."""
    if paths.summary.exists():
        return Parsed(**json.loads(paths.summary.read_text()))
    shutil.rmtree(paths.folder, ignore_errors=True)
    paths.folder.mkdir(mode=0o700, parents=True)
    paths.quarantine.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    salt = pseudonyms.salt(source.feed)
    writer = ParseWriter(source, delivery.sha256, paths, pseudonyms)
    try:
        with open_table(landed, source) as table, writer:
            for batch in judge.judged(table, source, delivery.file_name, salt):
                writer.add(batch)
            found = writer.parsed(table)
    except RefusalError as refusal:
        paths.rows.unlink(missing_ok=True)
        paths.quarantine.unlink(missing_ok=True)
        found = Parsed(0, 0, 0, refusal.rule, str(refusal))
    else:
        if source.surrogate_key:
            _number_equal_records(paths.rows, CONTRACTS[source.feed])
    pseudonyms.write()
    _write_summary(paths.summary, found)
    return found


def _number_equal_records(rows: Path, contract: Contract) -> None:
    """Records of equal content get the same digest; their order in the file tells them apart."""
    numbered = rows.with_suffix(".numbered")
    columns = ", ".join(
        f"{name} || '_' || dense_rank() over (partition by {name} order by _file_line) as {name}"
        if name == contract.surrogate
        else name
        for name in rows_schema(contract).names
    )
    with duckdb.connect(config={"memory_limit": limits.DUCKDB_MEMORY}) as connection:
        connection.execute(
            f"copy (select {columns} from read_parquet($1) order by _file_line)"
            f" to '{str(numbered).replace(chr(39), chr(39) * 2)}' (format parquet)",
            [str(rows)],
        )
    os.replace(numbered, rows)


def _write_summary(path: Path, found: Parsed) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w") as file:
        json.dump(asdict(found), file)
    os.replace(temporary, path)
