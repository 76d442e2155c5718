"""What the program has cost, for each leader trained and for each one reliably improved.

The cost columns are taken as the mart has them: one that is new is shown under its own name.
"""

from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from orchestration.report import evidence, numbers, reasons, wording, wording_of_analyses

TABLE = "fct_program_value"
COST, LOWER, UPPER = "cost_", "_lower", "_upper"
SCOPES = ("company", "business_unit", "org_unit", "cohort")
HEADLINE = "cost_per_improved_leader"


@dataclass(frozen=True)
class Amount:
    """One amount of money with its band, if it has one."""

    currency: str
    value: float | None
    lower: float | None = None
    upper: float | None = None

    def __str__(self) -> str:
        """USD 3,750."""
        return numbers.ABSENT if self.value is None else f"{self.currency} {_whole(self.value)}"

    @property
    def band(self) -> str:
        """3,280 to 4,670; open above where not even one leader need have improved."""
        if self.lower is None:
            return ""
        if self.upper is None:
            return f"from {_whole(self.lower)}, without an upper limit"
        return f"{_whole(self.lower)} to {_whole(self.upper)}"


class Line(NamedTuple):
    """One scope in one currency."""

    scope_type: str
    name: str
    leader_count: int | None
    improved_share: float | None
    amounts: dict[str, Amount]
    absence: str


class Section(NamedTuple):
    """A line for each scope, the company first; columns: cost column -> its words."""

    columns: dict[str, str]
    lines: list[Line]

    @property
    def headline(self) -> str:
        """The section in one sentence."""
        if not self.lines:
            return "No cost of the program is delivered, so that no value can be told."
        found = []
        for line in self.lines:
            amount = line.amounts.get(HEADLINE)
            if line.scope_type == "company" and amount and amount.value is not None:
                band = f" ({amount.band})" if amount.band else ""
                found.append(f"{amount} for each reliably improved leader{band}.")
        return " ".join(found) or "Costs are delivered, but no share of improved leaders with them."


def section(connection: duckdb.DuckDBPyConnection) -> Section:
    """Read it."""
    rows = [r for r in evidence.read_table(connection, TABLE) if r["scope_type"] in SCOPES]
    rows.sort(key=lambda row: (SCOPES.index(row["scope_type"]), row["scope_id"], row["currency"]))
    names = [name for name in (rows[0] if rows else ()) if name.startswith(COST)]
    names = [name for name in names if not name.endswith((LOWER, UPPER))]
    columns = {name: wording_of_analyses.COSTS.get(name, _spelled(name)) for name in names}
    return Section(columns, [_line(row, columns) for row in rows])


def _line(row: dict, columns: dict[str, str]) -> Line:
    if row["cell_state"].startswith("withheld"):
        row = {name: None if _is_number(value) else value for name, value in row.items()}
    return Line(
        row["scope_type"],
        wording.scope_name(row["scope_type"], row["scope_id"]).replace("_", " "),
        row["trained_leader_count"],
        row["improved_share"],
        {name: _amount(row, name) for name in columns},
        reasons.why_status(row["value_reason"]),
    )


def _amount(row: dict, name: str) -> Amount:
    """An amount, and the limits whose names begin as its own does."""
    ends = {
        end: value
        for end in (LOWER, UPPER)
        for column, value in row.items()
        if column.endswith(end) and name.startswith(column.removesuffix(end))
    }
    return Amount(row["currency"], row[name], ends.get(LOWER), ends.get(UPPER))


def _whole(value: float | None) -> str:
    return numbers.plain(value, 0)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _spelled(name: str) -> str:
    return reasons.spelled(name).capitalize()
