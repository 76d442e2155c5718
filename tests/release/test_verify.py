"""Damage to any byte of a release, or to what it belongs to, is reported."""

import random
from pathlib import Path

import duckdb
import pytest

from orchestration.locations import Home
from orchestration.release.filesystem import remove
from orchestration.release.publish import publish
from orchestration.release.verify import verify
from tests.tiny_warehouse import alter, judge_anew, order_of

FLIPS, TRUNCATIONS = 200, 20


@pytest.fixture
def released(judged: Home) -> Home:
    publish(judged, order_of(judged))
    return judged


def files_of(home: Home) -> list[Path]:
    return sorted(path for path in home.current.resolve().rglob("*") if path.is_file())


def test_an_untouched_release_is_intact(released: Home) -> None:
    report = verify(released)
    assert (report.problems, len(report.releases)) == ((), 1)


def test_every_flipped_bit_and_every_cut_is_reported(released: Home) -> None:
    chance = random.Random(9)
    files = files_of(released)
    for number in range(FLIPS + TRUNCATIONS):
        path = files[number % len(files)]
        whole = path.read_bytes()
        at = chance.randrange(len(whole))
        if number < FLIPS:
            damaged = whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        else:
            damaged = whole[:at]
        path.chmod(0o644)
        path.write_bytes(damaged)
        problems = verify(released).problems
        assert any(path.name in problem for problem in problems), (path.name, at)
        path.write_bytes(whole)
    assert verify(released).is_intact


def test_a_missing_and_an_added_file_are_named(released: Home) -> None:
    folder = released.current.resolve()
    remove(folder / "auditor/parquet/dim_periods.parquet")
    (folder / "auditor").chmod(0o755)
    (folder / "auditor/notes.txt").write_text("hello", encoding="utf-8")
    assert verify(released).problems == (
        f"{folder.name}/auditor/parquet/dim_periods.parquet: missing",
        f"{folder.name}/auditor/notes.txt: not in the manifest",
    )


def test_a_removed_release_is_named(released: Home) -> None:
    name = released.current.resolve().name
    remove(released.releases / name)
    assert verify(released).problems == (f"{name}: the release is gone",)


def test_a_release_the_chain_does_not_tell_of_is_named(released: Home) -> None:
    (released.releases / "2025-12-31-aaaaaaaaaaaa").mkdir()
    problems = verify(released).problems
    assert "2025-12-31-aaaaaaaaaaaa: the chain does not tell of it" in problems


def test_a_link_set_by_hand_is_named(released: Home) -> None:
    first = released.current.resolve().name
    alter(released, "update marts.fct_scorecard set response_count = 1")
    judge_anew(released, parent=first)
    publish(released, order_of(released))
    released.current.unlink()
    released.current.symlink_to(f"releases/{first}")
    assert verify(released).problems == ("current: it is not the release that the chain names",)


def test_a_whole_forged_release_is_named(released: Home) -> None:
    """Tables, hashes and manifest all agree with each other; the chain tells of another one."""
    folder = released.current.resolve()
    database = folder / "auditor/scorecard.duckdb"
    database.chmod(0o644)
    with duckdb.connect(str(database)) as opened:
        opened.execute("update fct_scorecard set estimate = 4.9")
    manifest = folder / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace("3.1", "3.2"), encoding="utf-8"
    )
    assert (
        f"{folder.name}/manifest.json: not the one the chain tells of" in verify(released).problems
    )
