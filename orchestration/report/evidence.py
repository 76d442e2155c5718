"""Reads the marts of one staged audience file. The only module here that knows SQL.

The file is opened read-only. A value of a suppressed row is dropped at the door, whatever
the row holds, so that no later step can print it or draw it.
"""

import types
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, get_args

import duckdb

from orchestration.report.records import Cell, Cohort, Indicator, Leader

Record = TypeVar("Record")

PANELS = ("people_health", "behavior_change", "risk_indicators")

KEY = "indicator_id, construct, scope_type, scope_id, period_grain, period_start"
NUMBERS = (
    "estimate",
    "lower",
    "upper",
    "baseline_estimate",
    "change_from_baseline",
    "change_lower",
    "change_upper",
    "change_year_over_year",
    "year_over_year_lower",
    "year_over_year_upper",
    "rater_count",
    "response_count",
    "eligible_count",
    "reliability",
    "completeness",
    "recency",
    "confidence_score",
    "target_estimate",
)


@contextmanager
def opened(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection, closed on leaving."""
    connection = duckdb.connect(str(database), read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def rows(connection: duckdb.DuckDBPyConnection, sql: str, *parameters: object) -> list[dict]:
    """The result of a query as dictionaries."""
    cursor = connection.execute(sql, list(parameters))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def read_as(
    connection: duckdb.DuckDBPyConnection, record: type[Record], table: str, shown: str
) -> list[Record]:
    """Every row of a mart as a record, in a fixed order; no number of a row that is not `shown`.

    shown: SQL over the mart's columns. Numbers are the fields that may be None.
    """
    columns = ", ".join(
        f"case when {shown} then {field.name} end as {field.name}"
        if _is_number(field.type)
        else field.name
        for field in fields(record)  # type: ignore[arg-type]
    )
    return [
        record(**row) for row in rows(connection, f"select {columns} from {table} order by all")
    ]


def read_table(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict]:
    """Every row of a mart with all its columns, in a fixed order."""
    return rows(connection, f"select * from {table} order by all")


def read_cells(
    connection: duckdb.DuckDBPyConnection, scope_types: tuple[str, ...], as_of: date
) -> list[Cell]:
    """Every row of the three panels in these scopes whose period is over, in a fixed order.

    A row of a single leader has no claim: none is made about a person.
    """
    columns = ", ".join(
        f"case when is_suppressed then null else {name} end as {name}" if name in NUMBERS else name
        for name in Cell.__dataclass_fields__
        if name not in ("claim", "blocked_by", "is_break")
    )
    union = " union all ".join(
        f"select {columns} from fct_{panel} where list_contains($1, scope_type)" for panel in PANELS
    )
    query = f"""
        select cells.*, claims.claim, claims.blocked_by, trend.is_break
        from ({union}) as cells
        left join fct_claims as claims using ({KEY})
        left join fct_scorecard_trend as trend using ({KEY})
        where cells.period_end <= $2
        order by panel, {KEY}
    """
    return [Cell(**row) for row in rows(connection, query, list(scope_types), as_of)]


def read_indicators(connection: duckdb.DuckDBPyConnection) -> list[Indicator]:
    """The dictionary by panel; in each panel what confirms (lagging) before what points."""
    columns = ", ".join(Indicator.__dataclass_fields__)
    order = "order by list_position($1, panel), indicator_kind, indicator_id"
    query = f"select {columns} from dim_indicators {order}"
    return [Indicator(**row) for row in rows(connection, query, list(PANELS))]


def read_cohorts(connection: duckdb.DuckDBPyConnection) -> list[Cohort]:
    """Training cohorts in order of their id."""
    columns = ", ".join(Cohort.__dataclass_fields__)
    return [
        Cohort(**row)
        for row in rows(connection, f"select {columns} from dim_cohorts order by cohort_id")
    ]


def read_leaders(connection: duckdb.DuckDBPyConnection) -> list[Leader]:
    """Every leader, in the order of the ids that a reader sees."""
    names = Leader.__dataclass_fields__
    found = [
        Leader(**{name: value for name, value in row.items() if name in names})
        for row in rows(connection, "select * from dim_leaders")
    ]
    return sorted(found, key=lambda leader: leader.shown_id)


def read_refusals(connection: duckdb.DuckDBPyConnection) -> list[dict]:
    """What was delivered and not taken, and what was not delivered: rules and counts."""
    return rows(
        connection,
        """
        select source_id, feed, file_sha256, disposition, rule, field, row_count
        from fct_data_quality
        where disposition in ('refused', 'not_delivered')
            or disposition = 'quarantined' and row_count > 0
        order by disposition, source_id, file_sha256, rule, field
        """,
    )


def _is_number(annotation: Any) -> bool:
    is_optional = isinstance(annotation, types.UnionType)
    return is_optional and bool({float, int, bool} & set(get_args(annotation)))
