"""Builds a small audience file with the published columns, for pages to be made from."""

import types
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, get_args

import duckdb
import pyarrow

from orchestration.report.records import Cell, Cohort, Indicator, Leader
from tests.report.analyses import COST_COLUMNS, RECORDS

SQL_TYPES = {str: "varchar", float: "double", int: "bigint", bool: "boolean", date: "date"}
PANEL_OF = {
    "pulse_empathy_score": "people_health",
    "observed_behavior_share": "behavior_change",
    "hr_incident_rate_per_100": "risk_indicators",
}


def indicator(indicator_id: str, **other: Any) -> Indicator:
    """A dictionary row with plain defaults."""
    row = {
        "indicator_id": indicator_id,
        "panel": PANEL_OF.get(indicator_id, "people_health"),
        "indicator_name": indicator_id.replace("_", " "),
        "indicator_kind": "leading",
        "source_class": "survey",
        "unit": "points on the instrument scale",
        "direction": "higher",
        "decimals": 2,
        "grains": "month|quarter|year",
        "min_raters": 5,
        "owner": "people_analytics",
        "definition": "What it is.",
        "calculation": "How it is computed.",
        "target_reason": None,
    }
    return Indicator(**row | other)


def cell(indicator_id: str, start: date, **other: Any) -> Cell:
    """A panel row with a value of 3.6 in a band from 3.4 to 3.8."""
    row = {
        "panel": PANEL_OF.get(indicator_id, "people_health"),
        "indicator_id": indicator_id,
        "construct": "all",
        "scope_type": "company",
        "scope_id": "company",
        "period_grain": "month",
        "period_start": start,
        "period_end": start.replace(day=28),
        "unit": "points on the instrument scale",
        "estimate": 3.6,
        "lower": 3.4,
        "upper": 3.8,
        "baseline_estimate": 3.5,
        "change_from_baseline": 0.1,
        "change_lower": -0.1,
        "change_upper": 0.3,
        "change_year_over_year": None,
        "year_over_year_lower": None,
        "year_over_year_upper": None,
        "rater_count": 212,
        "response_count": 212,
        "eligible_count": 300,
        "completeness": 0.71,
        "reliability": 0.84,
        "recency": 0.97,
        "confidence_score": 82.4,
        "confidence_grade": "A",
        "use_label": "strategic",
        "cell_state": "value",
        "estimate_note": None,
        "aggregation_note": None,
        "target_estimate": None,
        "target_due_on": None,
        "status": "not_evaluable",
        "status_reason": None,
        "claim_level": 0,
        "claim": "level 0 - no change can be claimed",
        "blocked_by": "band_holds_no_change",
        "is_break": False,
        "is_suppressed": False,
        "suppression_reason": None,
    }
    return Cell(**row | other)


def withheld(indicator_id: str, start: date, **other: Any) -> Cell:
    """A panel row that too few raters stand behind; the estimate is left in, as a fault would."""
    state = {
        "cell_state": "withheld_primary",
        "status": "suppressed",
        "is_suppressed": True,
        "suppression_reason": "too_few_raters",
    }
    return cell(indicator_id, start, **state | other)


def check(check_id: str, outcome: str, **other: Any) -> dict:
    """One finding as it stands in the verdict."""
    row = {
        "check_id": check_id,
        "rule_id": check_id,
        "gate": "publication",
        "owner": "people_analytics",
        "dimension": "completeness",
        "table": "marts.fct_scorecard",
        "threshold_id": "gate_min_raters",
        "needed": "at least 5 raters",
        "reason": "A headline that rests on fewer raters is not published at all.",
        "declared": 3,
        "evaluated": 3,
        "failed": 0,
        "observed": 17.0,
        "outcome": outcome,
        "is_blocking": False,
        "is_waivable": True,
        "message": f"{check_id}: as it came out.",
        "evidence": "e" * 64,
        "waiver": None,
        "digest": "d" * 64,
    }
    return row | other


def verdict(*checks: dict, **other: Any) -> dict:
    """A verdict over these checks."""
    outcomes = ("passed", "failed", "waived", "not_evaluated")
    record = {
        "as_of": "2025-12-31",
        "overall": "passed",
        "gates": ["intake", "publication"],
        "counts": {one: sum(c["outcome"] == one for c in checks) for one in outcomes},
        "content_digest": "c" * 64,
        "parent": None,
        "tables": {"fct_scorecard": {"digest": "a" * 64, "row_count": 12}},
        "standards": {"rules": "b" * 64},
        "inputs": [],
        "checks": list(checks),
        "waivers": [],
        "digest": "f" * 64,
    }
    return record | other


def audience_file(
    path: Path,
    cells: list[Cell],
    indicators: list[Indicator],
    cohorts: list[Cohort] | None = None,
    release_id: str = "2025-12-31-0123456789ab",
    refusals: list[dict] | None = None,
    leaders: list[Leader] | None = None,
    analyses: Mapping[str, list] | None = None,
) -> Path:
    """Write the rows into the panels' tables and return the path.

    analyses: mart -> its rows; a mart that is not named is empty.
    """
    given = analyses or {}
    with duckdb.connect(str(path)) as connection:
        for panel in ("people_health", "behavior_change", "risk_indicators"):
            _table(connection, f"fct_{panel}", Cell, [c for c in cells if c.panel == panel])
        _table(connection, "fct_scorecard", Cell, cells)
        connection.execute("alter table fct_scorecard add column release_id varchar")
        connection.execute("alter table fct_scorecard add column band_level double")
        connection.execute(
            "update fct_scorecard set release_id = ?, band_level = 0.95", [release_id]
        )
        _table(connection, "fct_claims", Cell, cells)
        _table(connection, "fct_scorecard_trend", Cell, cells)
        _table(connection, "dim_indicators", Indicator, indicators)
        _table(connection, "dim_leaders", Leader, leaders or [])
        _table(connection, "dim_cohorts", Cohort, cohorts or [])
        for name, record in RECORDS.items():
            _table(connection, name, record, given.get(name, []))
        _costs(connection, given.get("fct_program_value", []))
        connection.execute(
            "create table fct_data_quality (source_id varchar, feed varchar, file_sha256 varchar, "
            "disposition varchar, rule varchar, field varchar, row_count bigint)"
        )
        for row in refusals or []:
            connection.execute(
                "insert into fct_data_quality values (?, ?, ?, ?, ?, ?, ?)", list(row.values())
            )
    return path


def _table(connection: duckdb.DuckDBPyConnection, name: str, kind: type, rows: list) -> None:
    columns = ", ".join(f'"{f.name}" {_sql_type(f.type)}' for f in fields(kind))
    connection.execute(f"create table {name} ({columns})")
    names = [f.name for f in fields(kind)]
    given = pyarrow.table({name: [getattr(row, name) for row in rows] for name in names})
    connection.register("given", given)
    connection.execute(f"insert into {name} select * from given")


def _costs(connection: duckdb.DuckDBPyConnection, rows: list[dict]) -> None:
    """The table of costs, whose columns a page takes as they come."""
    columns = COST_COLUMNS | {n: "double" for row in rows for n in row if n not in COST_COLUMNS}
    listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    connection.execute(f"create table fct_program_value ({listed})")
    for row in rows:
        names = ", ".join(row)
        marks = ", ".join("?" for _ in row)
        connection.execute(
            f"insert into fct_program_value ({names}) values ({marks})", list(row.values())
        )


def _sql_type(annotation: Any) -> str:
    if isinstance(annotation, types.UnionType):
        (annotation,) = (a for a in get_args(annotation) if a is not type(None))
    return SQL_TYPES[annotation]
