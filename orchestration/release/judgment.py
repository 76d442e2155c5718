"""Judge the warehouse and write the verdict: findings and table digests taken of one state."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from data_quality.findings import CheckResult, Gate
from data_quality.gates import judge
from data_quality.verdict import Basis, Verdict
from data_quality.waivers import apply_waivers
from orchestration.locations import REFERENCE_SEEDS, Home
from orchestration.release.current import current_release
from orchestration.release.filesystem import replace_file
from orchestration.release.provenance import read_reference, seed_rows, standards
from orchestration.release.warehouse import delivered_files, mart_digests, reading

BOTH = (Gate.INTAKE, Gate.PUBLICATION)


def judge_warehouse(
    home: Home,
    as_of: date,
    gates: Sequence[Gate] = BOTH,
    config_digest: str = "",
    today: date | None = None,
    reference: Path = REFERENCE_SEEDS,
) -> Verdict:
    """Ask the gates, write `home.verdict`, and return it.

    reference: the folder of the reference tables in force.

    A verdict of the intake gate alone can stop a run, never let a release out. The older verdict is
    removed first, so that a check that dies leaves none behind.
    """
    home.verdict.unlink(missing_ok=True)
    known, now = read_reference(reference), today or datetime.now(UTC).date()
    with reading(home.warehouse) as connection:
        found: list[CheckResult] = []
        for gate in gates:
            found += judge(connection, gate, known, as_of)
        basis = Basis(
            as_of=as_of,
            tables=_tables(connection) if Gate.PUBLICATION in gates else {},
            standards=standards(reference, config_digest),
            inputs=_inputs(connection),
            parent=current_release(home),
        )
    checks, waivers = apply_waivers(found, seed_rows(reference, "waivers"), now)
    verdict = Verdict(basis, tuple(gates), tuple(checks), tuple(waivers))
    replace_file(home.verdict, verdict.to_json().encode())
    return verdict


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str | int]]:
    return {table: found.as_record() for table, found in mart_digests(connection).items()}


def _inputs(connection: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    """The delivered files; none when the raw tables are not even there, which the gates name."""
    try:
        return delivered_files(connection)
    except duckdb.CatalogException:
        return []
