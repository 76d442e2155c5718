"""A warehouse of a few rows that both gates pass, and the home around it, for tests to break.

Every catalog indicator has one company row and one leader row; every raw feed has one source.
"""

import csv
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data_quality.verdict import Verdict
from orchestration.locations import REFERENCE_SEEDS, Home
from orchestration.release.audiences import AUDIENCES
from orchestration.release.candidate import Order
from orchestration.release.judgment import judge_warehouse
from orchestration.release.warehouse import mart_digests, reading

AS_OF = date(2025, 12, 31)
LEADER = "p_0123456789abcdef0123456789abcdef"
FEEDS = {
    "roster": ("employee_id",),
    "separations": ("employee_id",),
    "promotion_decisions": ("employee_id", "is_promoted"),
    "survey_answers": ("subject_id", "answer"),
    "survey_invitations": ("respondent_id",),
    "behavior_observations": ("leader_id", "score", "not_observed"),
    "rater_calibrations": ("rater_id", "score"),
    "training_completions": ("learner_id",),
    "coaching_sessions": ("leader_id",),
    "hr_cases": ("case_id",),
    "team_goals": ("leader_id", "goals_met"),
    "survey_comments": ("comment_id",),
    "one_on_ones": ("employee_id", "is_held"),
    "program_costs": ("program_id",),
    "engagement_signals": ("signal_id", "value"),
}
PERSON_COLUMNS = {"employee_id", "subject_id", "respondent_id", "leader_id", "learner_id"}
PANELS = ("people_health", "behavior_change", "risk_indicators")
MARTS = (
    *(f"fct_{panel}" for panel in PANELS),
    "fct_scorecard",
    "dim_periods",
    "dim_leaders",
    "dim_scopes",
)
_GRAINS = {"month": "2025-12-01", "quarter": "2025-10-01", "year": "2025-01-01"}
_CELLS = """
    indicator_id varchar, panel varchar, indicator_kind varchar, construct varchar,
    scope_type varchar, scope_id varchar, period_grain varchar, period_start date,
    estimate double, lower double, upper double, band_level double, rater_count bigint,
    response_count bigint, eligible_count bigint, answered_share double, confidence_score double,
    cell_state varchar, change_from_baseline double, change_year_over_year double,
    target_estimate double, status varchar, is_suppressed boolean, suppression_reason varchar,
    release_id varchar
"""


def catalog() -> list[dict[str, str]]:
    """The rows of the real indicator catalog."""
    with (REFERENCE_SEEDS / "indicators.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def build_warehouse(path: Path) -> Path:
    """Write the clean warehouse to `path`."""
    with duckdb.connect(str(path)) as connection:
        for schema in ("raw", "intermediate", "marts"):
            connection.execute(f"create schema {schema}")
        _build_raw(connection)
        _build_reference(connection)
        _build_intermediate(connection)
        _build_marts(connection)
        _build_suppression(connection)
    return path


def make_home(root: Path, warehouse: Path) -> Home:
    """A home with a copy of `warehouse` and a dbt manifest that declares its marts."""
    home = Home(root).ensure()
    shutil.copyfile(warehouse, home.warehouse)
    home.dbt_target.mkdir(parents=True, exist_ok=True)
    declare(home, {table: AUDIENCES for table in MARTS})
    return home


def declare(home: Home, audiences: Mapping[str, Sequence[str]]) -> None:
    """Write a dbt manifest that declares these marts for these audiences."""
    nodes = {
        table: {
            "name": table,
            "resource_type": "model",
            "schema": "marts",
            "config": {"meta": {"audiences": list(given)}},
        }
        for table, given in audiences.items()
    }
    order_of(home).dbt_manifest.write_text(json.dumps({"nodes": nodes}), encoding="utf-8")


def order_of(home: Home, *audiences: str) -> Order:
    """An order for these audiences, or for the auditor only, without reports."""
    return Order(audiences or ("auditor",), home.dbt_target / "manifest.json")


def judge_anew(home: Home, as_of: date = AS_OF, parent: str | None = None) -> Verdict:
    """Write a verdict about the warehouse as it is, with the findings of the verdict before it.

    Saves asking the gates again where a test only needs other tables under a passed verdict.
    """
    old = Verdict.from_json(home.verdict.read_text(encoding="utf-8"))
    with reading(home.warehouse) as connection:
        tables = {name: found.as_record() for name, found in mart_digests(connection).items()}
    verdict = replace(old, basis=replace(old.basis, as_of=as_of, tables=tables, parent=parent))
    home.verdict.write_text(verdict.to_json(), encoding="utf-8")
    return verdict


def alter(home: Home, *statements: str) -> None:
    """Change the warehouse."""
    with duckdb.connect(str(home.warehouse)) as connection:
        for statement in statements:
            connection.execute(statement)


def _build_raw(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "create table raw.sources (source_id varchar, feed varchar, file_count bigint)"
    )
    connection.execute(
        "create table raw.files (source_id varchar, feed varchar, format varchar, "
        "file_sha256 varchar, file_name varchar, size_bytes bigint, rows_read bigint, "
        "rows_accepted bigint, rows_quarantined bigint, rows_superseded bigint, "
        "rows_duplicate bigint, is_refused boolean, mapping_digest varchar)"
    )
    for feed, columns in FEEDS.items():
        typed = ", ".join(f"{column} varchar" for column in (*columns, "_source_id"))
        connection.execute(f"create table raw.{feed} ({typed})")
        values = [LEADER if column in PERSON_COLUMNS else "1" for column in columns]
        marks = ", ".join("?" for _ in range(len(values) + 1))
        connection.execute(f"insert into raw.{feed} values ({marks})", [*values, f"{feed}_export"])
        connection.execute("insert into raw.sources values (?, ?, 1)", [f"{feed}_export", feed])
        connection.execute(
            "insert into raw.files values "
            "(?, ?, 'csv', md5(?), ? || '.csv', 100, 1, 1, 0, 0, 0, false, 'mapped')",
            [f"{feed}_export", feed, feed, feed],
        )


def _build_reference(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create schema reference")
    connection.execute(
        "create table reference.instruments as from read_csv($1, all_varchar = true)",
        [str(REFERENCE_SEEDS / "instruments.csv")],
    )


def _build_intermediate(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "create table intermediate.int_roster_dated as "
        "select 'p_' || i as employee_id, false as is_hierarchy_faulty from range(20) as t (i)"
    )
    connection.execute(
        "create table intermediate.int_leaders_dated as select 'p_' || i as leader_id, "
        "date '2024-01-01' as valid_from, date '9999-12-31' as valid_to from range(6) as t (i)"
    )
    connection.execute(
        "create table intermediate.int_survey_responses_scored as select 'pulse' as survey_id, "
        "'2025-12' as wave_id, 'PULSE' as instrument_id, 'all' as construct, "
        "date '2025-12-01' as wave_month, 'direct_reports' as rater_group, "
        "'p_' || i as respondent_id, 'r' || i as response_id, 5 as answered_count, "
        "5 as applicable_count from range(6) as t (i)"
    )
    connection.execute(
        "create table intermediate.int_survey_leader_waves as select 'pulse' as survey_id, "
        "'2025-12' as wave_id, 'PULSE' as instrument_id, 'all' as construct, "
        "date '2025-12-01' as wave_month, 6 as rater_count from range(3)"
    )
    connection.execute(
        "create table intermediate.int_items_correlated as select 'PULSE' as instrument_id, "
        "'1' as instrument_version, 'all' as construct, 'pulse_0' || i as item_id, "
        "400 as form_count, 0.6 as item_total_correlation from range(1, 5) as t (i)"
    )
    connection.execute(
        "create table intermediate.int_evidence_traced as select 'case_resolution_days' as "
        "indicator_id, 'roster' as part, md5('roster') as file_sha256, 2 as file_line"
    )
    for row in catalog():
        grain = row["grains"].split("|")[0]
        connection.execute(
            f"create table intermediate.int_{row['indicator_id']} as "
            "select 'company' as scope_type, 'all' as construct, ? as period_grain, "
            "cast(? as date) as period_start, 3.5 as estimate, 6 as rater_count, "
            "cast(0.9 as double) as answered_share",
            [grain, _GRAINS[grain]],
        )


def _build_marts(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create table marts.dim_periods (period_grain varchar, period_start date)")
    for grain, start in _GRAINS.items():
        connection.execute("insert into marts.dim_periods values (?, ?)", [grain, start])
    connection.execute(f"create table marts.dim_leaders as select '{LEADER}' as leader_id")
    connection.execute(
        "create table marts.dim_scopes as "
        "select 'company' as scope_type, 'company' as scope_id, false as is_for_people_partners"
    )
    for panel in PANELS:
        connection.execute(f"create table marts.fct_{panel} ({_CELLS})")
    for row in catalog():
        scopes = [("company", "company")]
        scopes += [("leader", LEADER)] if "leader" in row["scopes"] else []
        for grain in row["grains"].split("|"):
            for scope in scopes:
                _insert_cell(connection, row, grain, scope)
    connection.execute("create table marts.fct_scorecard as select * from marts.fct_people_health")


def _build_suppression(connection: duckdb.DuckDBPyConnection) -> None:
    panels = " union all ".join(f"select * from marts.fct_{panel}" for panel in PANELS)
    connection.execute(
        "create table intermediate.int_cells_screened as select indicator_id, construct, "
        "scope_type, scope_id, period_grain, period_start, cast(null as varchar) as "
        f"primary_reason from ({panels})"
    )
    connection.execute("create schema statistics")
    connection.execute(
        "create table statistics.withheld_cells as "
        "select * exclude primary_reason from intermediate.int_cells_screened where false"
    )


def _insert_cell(
    connection: duckdb.DuckDBPyConnection,
    row: dict[str, str],
    grain: str,
    scope: tuple[str, str],
) -> None:
    connection.execute(
        f"insert into marts.fct_{row['panel']} values "
        "(?, ?, ?, 'all', ?, ?, ?, ?, 3.5, 3.1, 3.9, 0.95, 6, 6, 7, 0.9, 71.0, 'value', 0.2, "
        "null, null, 'too_early', false, null, null)",
        [
            row["indicator_id"],
            row["panel"],
            row["indicator_kind"],
            *scope,
            grain,
            _GRAINS[grain],
        ],
    )


@pytest.fixture(scope="session")
def clean_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clean warehouse, built once; tests work on copies."""
    return build_warehouse(tmp_path_factory.mktemp("clean") / "warehouse.duckdb")


@pytest.fixture
def home(tmp_path: Path, clean_warehouse: Path) -> Home:
    """A home with its own copy of the clean warehouse."""
    return make_home(tmp_path / "home", clean_warehouse)


@pytest.fixture(scope="session", autouse=True)
def unchanging_code() -> Iterator[None]:
    """Source files that are edited while the tests run do not void the verdict given before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("orchestration.release.provenance.code_digest", lambda: "c" * 64)
        yield


@pytest.fixture(scope="session")
def clean_verdict(
    tmp_path_factory: pytest.TempPathFactory, clean_warehouse: Path, unchanging_code: None
) -> str:
    """The verdict of the clean warehouse, as its text; both gates are asked once a session."""
    judged = make_home(tmp_path_factory.mktemp("judged") / "home", clean_warehouse)
    return judge_warehouse(judged, AS_OF).to_json()


@pytest.fixture
def judged(home: Home, clean_verdict: str) -> Home:
    """A home whose warehouse has passed both gates, with nothing published yet."""
    home.verdict.write_text(clean_verdict, encoding="utf-8")
    return home
