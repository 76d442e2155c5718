"""Nothing goes out but what was judged and passed; what goes out is whole, sealed, repeatable."""

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data_quality.findings import Gate, Outcome
from data_quality.verdict import Verdict
from orchestration.locations import Home
from orchestration.release.chain import read_chain
from orchestration.release.current import current_release
from orchestration.release.judgment import judge_warehouse
from orchestration.release.manifest import Manifest
from orchestration.release.publish import PublishResult, publish
from orchestration.release.verify import verify
from tests.tiny_warehouse import AS_OF, AUDIENCES, LEADER, alter, judge_anew, order_of


def refused(home: Home, reason: str) -> None:
    """Assert that publishing is blocked for `reason`, is entered, and changes nothing."""
    before = current_release(home)
    result = publish(home, order_of(home))
    assert (result.status, result.release_id) == ("blocked", None)
    assert any(reason in one for one in result.reasons), result.reasons
    last = read_chain(home.chain)[-1]
    assert (last.event, list(last.body["reasons"])) == ("blocked", list(result.reasons))
    assert last.body["manifest"]["status"] == "blocked"
    assert (current_release(home), list(home.releases.glob(".*"))) == (before, [])


def test_a_judged_state_is_published(judged: Home) -> None:
    result = publish(judged, order_of(judged))
    assert result.status == "published"
    assert result.release_id is not None
    assert result.release_id.startswith("2025-12-31-")
    assert judged.current.resolve() == judged.releases / result.release_id
    assert verify(judged, anchor=result.chain_head).is_intact


def test_without_a_verdict_nothing_goes_out(home: Home) -> None:
    refused(home, "there is no verdict")


def test_one_cell_changed_after_the_gate_is_refused(judged: Home) -> None:
    alter(
        judged,
        "update marts.dim_periods set period_start = '2025-12-02' where period_grain = 'month'",
    )
    refused(judged, "table dim_periods: it is not the one that was judged.")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("create table marts.fct_extra as select 1 as x", "fct_extra: it was never judged"),
        ("drop table marts.dim_periods", "dim_periods: it was judged and is gone"),
        ("delete from marts.fct_scorecard", "fct_scorecard: it is not the one"),
    ],
)
def test_other_tables_than_the_judged_are_refused(judged: Home, change: str, reason: str) -> None:
    alter(judged, change)
    refused(judged, reason)


def edited(home: Home, edit: Callable[[Verdict], Verdict]) -> None:
    """Rewrite the verdict so that its own digest is right again."""
    verdict = Verdict.from_json(home.verdict.read_text(encoding="utf-8"))
    home.verdict.write_text(edit(verdict).to_json(), encoding="utf-8")


def test_a_verdict_edited_by_hand_is_refused(judged: Home) -> None:
    record = json.loads(judged.verdict.read_text(encoding="utf-8"))
    record["checks"][0]["outcome"] = "waived"
    judged.verdict.write_text(json.dumps(record), encoding="utf-8")
    refused(judged, "the verdict was changed after it was given")


@pytest.mark.parametrize("standard", ["rules", "thresholds", "catalog", "waivers", "code", "lock"])
def test_a_verdict_by_other_standards_is_refused(judged: Home, standard: str) -> None:
    def older(verdict: Verdict) -> Verdict:
        standards = {**verdict.basis.standards, standard: "0" * 64}
        return replace(verdict, basis=replace(verdict.basis, standards=standards))

    edited(judged, older)
    refused(judged, f"{standard}: not the one the verdict was given by")


def test_a_verdict_of_another_config_is_refused(judged: Home) -> None:
    assert publish(judged, order_of(judged), config_digest="other").reasons == (
        "config: not the one the verdict was given by; judge again.",
    )


def test_a_check_left_out_is_refused(judged: Home) -> None:
    edited(judged, lambda verdict: replace(verdict, checks=verdict.checks[1:]))
    refused(judged, "check file_not_refused: not asked once, as declared.")


def test_a_check_asked_twice_is_refused(judged: Home) -> None:
    edited(judged, lambda verdict: replace(verdict, checks=(*verdict.checks, verdict.checks[0])))
    refused(judged, "not asked once")


def test_a_check_not_evaluated_is_refused(judged: Home) -> None:
    def silent(verdict: Verdict) -> Verdict:
        first = replace(verdict.checks[0], outcome=Outcome.NOT_EVALUATED, is_blocking=True)
        return replace(verdict, checks=(first, *verdict.checks[1:]))

    edited(judged, silent)
    refused(judged, "file_not_refused")


def test_a_verdict_of_the_intake_gate_alone_is_refused(home: Home) -> None:
    judge_warehouse(home, AS_OF, gates=(Gate.INTAKE,))
    refused(home, "gate publication: not asked.")


def test_a_judgment_that_dies_leaves_no_verdict(
    judged: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr("orchestration.release.judgment.judge", dies)
    with pytest.raises(MemoryError):
        judge_warehouse(judged, AS_OF)
    refused(judged, "there is no verdict")


def test_a_failing_gate_keeps_the_last_release(judged: Home) -> None:
    first = publish(judged, order_of(judged)).release_id
    alter(judged, "update intermediate.int_pulse_empathy_score set rater_count = 2")
    judge_warehouse(judged, AS_OF)
    refused(judged, "rater_count.pulse_empathy_score: 1 of 1 failed")
    assert current_release(judged) == first


def test_publishing_the_same_again_changes_nothing(judged: Home) -> None:
    first = publish(judged, order_of(judged))
    chain = judged.chain.read_bytes()
    again = publish(judged, order_of(judged))
    assert (again.status, again.release_id) == ("already_published", first.release_id)
    assert (again.chain_head, judged.chain.read_bytes()) == (first.chain_head, chain)


def test_new_numbers_replace_old_ones_and_the_old_release_stands(judged: Home) -> None:
    first = publish(judged, order_of(judged)).release_id
    second = publish_next(judged, 1, parent=first).release_id
    assert current_release(judged) == second != first
    assert manifest_of(judged, second).previous_release_id == first
    assert {one.name for one in judged.releases.iterdir()} == {first, second}


def publish_next(home: Home, number: int, parent: str | None, as_of: date = AS_OF) -> PublishResult:
    """Publish other numbers than before."""
    alter(home, f"update marts.fct_scorecard set response_count = {number}")
    judge_anew(home, as_of=as_of, parent=parent)
    return publish(home, order_of(home))


def manifest_of(home: Home, release_id: str | None) -> Manifest:
    return Manifest.from_json((home.releases / str(release_id) / "manifest.json").read_bytes())


def test_numbers_that_come_back_are_published_again_without_a_new_folder(judged: Home) -> None:
    first = publish(judged, order_of(judged)).release_id
    scorecard = "update marts.fct_scorecard set response_count = 6"
    second = publish_next(judged, 1, parent=first).release_id
    alter(judged, scorecard)
    judge_anew(judged, parent=second)
    third = publish(judged, order_of(judged))
    assert (third.status, third.release_id) == ("published", first)
    assert current_release(judged) == first
    assert verify(judged).is_intact


def test_a_run_that_began_before_another_published_is_a_conflict(judged: Home) -> None:
    first = publish(judged, order_of(judged)).release_id
    result = publish_next(judged, 1, parent=None)
    assert (result.status, current_release(judged)) == ("conflict", first)
    assert read_chain(judged.chain)[-1].event == "conflict"


def test_a_run_as_of_an_earlier_day_never_replaces_a_later_one(judged: Home) -> None:
    first = publish(judged, order_of(judged)).release_id
    result = publish_next(judged, 1, parent=first, as_of=date(2025, 11, 30))
    assert (result.status, current_release(judged)) == ("conflict", first)


def test_a_release_is_sealed_and_holds_no_leftovers(judged: Home) -> None:
    folder = judged.releases / str(publish(judged, order_of(judged, *AUDIENCES)).release_id)
    for path in [folder, *folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o555 if path.is_dir() else 0o444)
        assert path.suffix in {"", ".duckdb", ".parquet", ".json"}
    with duckdb.connect(str(folder / "executive/scorecard.duckdb"), read_only=True) as opened:
        (version,) = opened.execute(
            "select tags['storage_version'] from duckdb_databases() "
            "where database_name = 'scorecard'"
        ).fetchone()
    assert version == "v1.0.0+"


def test_every_row_carries_the_release_id_and_nothing_else_changed(judged: Home) -> None:
    release_id = str(publish(judged, order_of(judged, *AUDIENCES)).release_id)
    folder = judged.releases / release_id / "people_partner"
    with duckdb.connect(str(folder / "scorecard.duckdb"), read_only=True) as opened:
        ids = opened.execute("select distinct release_id from fct_people_health").fetchall()
    assert ids == [(release_id,)]


def test_the_same_inputs_give_the_same_bytes_outside_the_databases(
    judged: Home, tmp_path: Path
) -> None:
    other = Home(tmp_path / "elsewhere").ensure()
    other.dbt_target.mkdir(parents=True)
    for name in ("warehouse.duckdb", "verdict.json", "dbt/target/manifest.json"):
        (other.root / name).write_bytes((judged.root / name).read_bytes())
    alter(
        other,
        "create or replace table marts.dim_periods as from marts.dim_periods order by all desc",
    )
    files = []
    for home in (judged, other):
        release_id = publish(home, order_of(home)).release_id
        files.append((release_id, manifest_of(home, release_id).files))
    (one, first), (two, second) = files
    assert one == two
    assert first.keys() == second.keys()
    assert {Path(name).suffix for name in first if first[name] != second[name]} <= {".duckdb"}


def test_the_reports_are_written_before_the_seal_and_hashed(judged: Home) -> None:
    def render(folder: Path) -> None:
        page = folder / "auditor" / "report" / "index.html"
        page.parent.mkdir()
        release_id = json.loads((folder / "manifest.json").read_bytes())["release_id"]
        page.write_text(f"<h1>{release_id}</h1>", encoding="utf-8")

    result = publish(judged, replace(order_of(judged), render=render))
    page = judged.current / "auditor/report/index.html"
    assert page.read_text(encoding="utf-8") == f"<h1>{result.release_id}</h1>"
    assert "auditor/report/index.html" in manifest_of(judged, result.release_id).files


def test_a_report_that_fails_publishes_nothing_and_is_entered(judged: Home) -> None:
    def render(folder: Path) -> None:
        raise ZeroDivisionError(LEADER)

    with pytest.raises(ZeroDivisionError):
        publish(judged, replace(order_of(judged), render=render))
    last = read_chain(judged.chain)[-1]
    assert (last.event, list(last.body["reasons"])) == ("failed", ["ZeroDivisionError"])
    assert (current_release(judged), list(judged.releases.iterdir())) == (None, [])


def test_the_manifest_has_its_sixteen_fields(judged: Home) -> None:
    manifest = manifest_of(judged, publish(judged, order_of(judged)).release_id)
    assert len(manifest.as_record()) == 16
    assert manifest.status == "published"
    assert {one["source_id"] for one in manifest.inputs} >= {"roster_export"}
    for name in ("content", "verdict", "code", "lock", "catalog", "thresholds", "rules"):
        assert len(getattr(manifest, f"{name}_digest")) == 64
    assert manifest.tool_versions["duckdb"] == duckdb.__version__
