"""Which tables are computed, from which models, and how one is written.

The columns of a table are declared once, where dbt reads it: `_statistics__sources.yml`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

import duckdb
import pandas as pd

from orchestration.statistics.inputs import Inputs

SCHEMA = "statistics"
COMPUTED_AT = "_computed_at"


@dataclass(frozen=True)
class Statistic:
    """One table. reads: the models it is computed from; module: where its `compute` is.

    `compute(Inputs) -> pandas.DataFrame` returns one row for each row of the table, with the
    declared columns. The module is imported when the table is computed: it may be a heavy one.
    """

    table: str
    module: str
    reads: tuple[str, ...]
    description: str

    def compute(self, inputs: Inputs) -> pd.DataFrame:
        """The rows of the table."""
        return import_module(f"{__package__}.{self.module}").compute(inputs)


class ColumnsError(ValueError):
    """A statistic returned other columns than its table has."""


_STAGGERED = (
    *("int_leader_periods", "int_cohort_outcomes", "int_cohorts_assigned", "int_scopes_trained"),
    *("int_scopes_coached", "int_leaders_dated", "int_exposure_months"),
)
STATISTICS = (
    Statistic(
        "instrument_factors",
        "factors",
        ("int_forms_completed",),
        "How much of a form's total is due to one common factor, for each instrument version.",
    ),
    Statistic(
        "alerts",
        "alerts",
        ("int_signals_summed", "int_incidents_summed"),
        "Which teams' signals decline, and where there are more incidents than expected.",
    ),
    Statistic(
        "severity_components",
        "severity.strata",
        ("int_raters_eligible", "instruments", "thresholds"),
        "How much leaders, raters and chance add to a score, and whether they can be told apart.",
    ),
    Statistic(
        "leader_severity",
        "severity.leaders",
        ("int_raters_eligible", "instruments", "thresholds"),
        "Each leader's score with and without the severity of those who gave it.",
    ),
    Statistic(
        "severity_gaps",
        "severity.gaps",
        ("int_raters_eligible", "int_roster_dated", "instruments", "thresholds"),
        "How differently the same raters see leaders of two groups.",
    ),
    Statistic(
        "pilot_plans",
        "pilot_plans",
        ("int_pilot_values", "int_pilot_events"),
        "What each pilot cohort could show, from its values before it starts.",
    ),
    Statistic(
        "pilot_readings",
        "pilot_readings",
        ("int_pilot_values", "int_pilot_events"),
        "What each pilot cohort shows on each of its days.",
    ),
    Statistic(
        "outcome_associations",
        "outcome_associations",
        (
            *("int_outcome_cells", "int_leader_scores_lagged", "int_leaders_dated"),
            *("int_exposure_months", "int_catalog_listed", "outcome_analyses"),
        ),
        "Whether a leader's earlier score goes with what happens in the team later.",
    ),
    Statistic(
        "matched_balance",
        "matched_balance",
        (
            *("int_leader_scores_lagged", "int_leaders_dated", "int_exposure_months"),
            "int_catalog_listed",
        ),
        "How alike leaders with a high and a low score are, before and after matching.",
    ),
    Statistic(
        "training_effects",
        "training_effects",
        _STAGGERED,
        "The effect of training on each cohort by each indicator.",
    ),
    Statistic(
        "training_effect_course",
        "training_effect_course",
        _STAGGERED,
        "The effect of training by periods since it.",
    ),
    Statistic(
        "instrument_intervals",
        "intervals",
        ("int_instruments_measured",),
        "Bands of alpha and of the agreement of raters, for each instrument version.",
    ),
    Statistic(
        "promotion_tests",
        "promotion_tests",
        ("int_promotion_groups_compared", "int_promotion_strata_counted"),
        "Tests of each promotion group against the one with the highest rate, for each year.",
    ),
    Statistic(
        "withheld_cells",
        "withheld_cells",
        ("int_cells_screened", "int_leader_places"),
        "Which numbers are withheld: of too few, and those that would give one of too few away.",
    ),
)


def compute_all(
    inputs: Inputs,
    declared: Mapping[str, Mapping[str, str]],
    tables: Collection[str] | None = None,
) -> Iterator[tuple[str, int]]:
    """Compute and write every table, or those of `tables`; yields its name and number of rows.

    declared: columns and their types, by table. Raises `ColumnsError`.
    """
    inputs.connection.execute(f"create schema if not exists {SCHEMA}")
    chosen = [one for one in STATISTICS if tables is None or one.table in tables]
    for statistic in chosen:
        rows = statistic.compute(inputs)
        write(inputs.connection, statistic.table, rows, declared[statistic.table])
        yield statistic.table, len(rows)


def write(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    rows: pd.DataFrame,
    columns: Mapping[str, str],
) -> None:
    """Replace a table. Raises `ColumnsError` when `rows` has other columns than `columns`."""
    given = {name for name in columns if name != COMPUTED_AT}
    if set(rows.columns) != given:
        raise ColumnsError(f"{SCHEMA}.{table}: has {sorted(rows.columns)}, needs {sorted(given)}")
    typed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    connection.execute(f"create or replace table {SCHEMA}.{table} ({typed})")
    connection.register("computed_rows", rows)
    connection.execute(
        f"insert into {SCHEMA}.{table} by name "
        f"select *, cast(now() as timestamp) as {COMPUTED_AT} from computed_rows"
    )
    connection.unregister("computed_rows")
