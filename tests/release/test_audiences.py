"""Rows about one leader, and the leaders' table, go to the people partners only."""

from pathlib import Path

import duckdb
import pytest

from orchestration.locations import Home
from orchestration.release.audiences import AudienceError, Share, declared_audiences, shares_of
from orchestration.release.manifest import Manifest
from orchestration.release.publish import publish
from tests.tiny_warehouse import (
    AUDIENCES,
    LEADER,
    MARTS,
    alter,
    declare,
    judge_anew,
    order_of,
)

COLUMNS = {
    "fct_scorecard": ["scope_type"],
    "dim_periods": [],
    "dim_leaders": ["leader_id"],
    "dim_scopes": ["scope_type"],
}
EVERYONE = {table: AUDIENCES for table in COLUMNS}


@pytest.mark.parametrize("audience", ["executive", "auditor"])
def test_others_get_no_leader_rows_whatever_the_yml_says(audience: str) -> None:
    shares = {share.table: share.where for share in shares_of(audience, EVERYONE, COLUMNS)}
    assert shares.keys() == {"fct_scorecard", "dim_periods", "dim_scopes"}
    assert "scope_type <> 'leader'" in str(shares["fct_scorecard"])
    assert shares["dim_periods"] is shares["dim_scopes"] is None


def test_nothing_is_shared_when_it_is_not_known_which_groups_few_lead() -> None:
    with pytest.raises(AudienceError, match="dim_scopes"):
        shares_of("executive", EVERYONE, {"fct_scorecard": ["scope_type"]})


def test_people_partners_get_all_rows() -> None:
    shares = shares_of("people_partner", EVERYONE, COLUMNS)
    assert shares == [Share(table, None) for table in COLUMNS]


def test_a_mart_goes_only_to_whom_it_is_declared_for() -> None:
    declared = {"fct_scorecard": ("auditor",), "dim_periods": ()}
    assert shares_of("executive", declared, COLUMNS) == []
    assert [share.table for share in shares_of("auditor", declared, COLUMNS)] == ["fct_scorecard"]


def test_an_unknown_audience_is_refused(home: Home) -> None:
    declare(home, {"fct_scorecard": ["everybody"]})
    with pytest.raises(AudienceError, match="everybody"):
        declared_audiences(order_of(home).dbt_manifest)


def test_a_declared_mart_that_was_not_built_blocks(judged: Home) -> None:
    declare(judged, {**{table: AUDIENCES for table in MARTS}, "fct_alerts": AUDIENCES})
    result = publish(judged, order_of(judged, *AUDIENCES))
    assert (result.status, result.reasons) == ("blocked", ("not built: fct_alerts",))


@pytest.fixture
def released(judged: Home) -> Path:
    with duckdb.connect(str(judged.identity)) as connection:
        connection.execute("create table people (pseudonym varchar, real_id varchar)")
        connection.execute("insert into people values (?, 'E-00123')", [LEADER])
    return judged.releases / str(publish(judged, order_of(judged, *AUDIENCES)).release_id)


def test_only_people_partners_get_real_ids(released: Path) -> None:
    with duckdb.connect(
        str(released / "people_partner/scorecard.duckdb"), read_only=True
    ) as opened:
        rows = opened.execute("select leader_id, employee_id from dim_leaders").fetchall()
    assert rows == [(LEADER, "E-00123")]
    for audience in ("executive", "auditor"):
        for path in (released / audience).rglob("*"):
            assert path.is_dir() or b"E-00123" not in path.read_bytes()


@pytest.mark.parametrize("audience", ["executive", "auditor"])
def test_no_byte_about_a_leader_is_in_the_files_of_others(released: Path, audience: str) -> None:
    files = [path for path in (released / audience).rglob("*") if path.is_file()]
    assert len(files) == 1 + len(MARTS) - 1
    assert not [path for path in files if LEADER.encode() in path.read_bytes()]
    with duckdb.connect(str(released / audience / "scorecard.duckdb"), read_only=True) as opened:
        tables = opened.execute("select table_name from duckdb_tables()").fetchall()
        (leaders,) = opened.execute(
            "select count(*) from fct_people_health where scope_type = 'leader'"
        ).fetchone()
    assert {name for (name,) in tables} == set(MARTS) - {"dim_leaders"}
    assert leaders == 0


def test_the_manifest_counts_what_each_audience_got(released: Path) -> None:
    audiences = Manifest.from_json((released / "manifest.json").read_bytes()).audiences
    counts = {name: tables["fct_scorecard"]["row_count"] for name, tables in audiences.items()}
    assert counts["executive"] == counts["auditor"] == counts["people_partner"] / 2


def test_the_number_of_a_group_that_few_lead_goes_to_people_partners_only(judged: Home) -> None:
    for table in ("fct_people_health", "fct_scorecard"):
        alter(
            judged,
            f"insert into marts.{table} by name select * replace "
            "('org_unit' as scope_type, 'OU-1' as scope_id) from marts.fct_people_health "
            "where scope_type = 'company'",
        )
    alter(judged, "insert into marts.dim_scopes values ('org_unit', 'OU-1', true)")
    judge_anew(judged)
    folder = judged.releases / str(publish(judged, order_of(judged, *AUDIENCES)).release_id)

    def units(audience: str, table: str) -> int:
        with duckdb.connect(str(folder / audience / "scorecard.duckdb"), read_only=True) as opened:
            return opened.execute(
                f"select count(*) from {table} where scope_id = 'OU-1'"
            ).fetchone()[0]

    for table in ("fct_people_health", "fct_scorecard"):
        assert units("people_partner", table) > 0
        assert units("executive", table) == units("auditor", table) == 0
    assert units("executive", "dim_scopes") == 1
