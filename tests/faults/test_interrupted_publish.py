"""Whatever step a publication dies or fails at, readers see the old release or the new, whole."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.locations import Home
from orchestration.release import filesystem
from orchestration.release.candidate import STAGING
from orchestration.release.current import current_release
from orchestration.release.publish import publish
from orchestration.release.verify import verify, verify_files
from tests.faults.faulty import (
    KILLED,
    broken_disk,
    die,
    exit_status,
    full_disk,
    in_child,
    steps_counted,
)
from tests.tiny_warehouse import AUDIENCES, alter, declare, judge_anew, order_of


@pytest.fixture
def waiting(judged: Home) -> tuple[Home, str]:
    """A home with one release, a judged state to follow it, and the id of the release."""
    declare(judged, {"fct_scorecard": AUDIENCES})
    old = str(publish(judged, order_of(judged)).release_id)
    alter(judged, "update marts.fct_scorecard set response_count = 1")
    judge_anew(judged, parent=old)
    return judged, old


def copy_of(home: Home, root: Path) -> Home:
    shutil.copytree(home.root, root, symlinks=True)
    return Home(root)


def publish_again(home: Home) -> int:
    return 0 if publish(home, order_of(home)).status == "published" else 3


def undisturbed(home: Home, root: Path) -> tuple[int, str]:
    """How many steps a publication takes, and the release it gives."""
    copy = copy_of(home, root)
    with steps_counted(0, die) as counter:
        publish_again(copy)
    return counter.count, str(current_release(copy))


def assert_whole(home: Home) -> str:
    """What readers see holds against its own manifest; gives its id."""
    shown = str(current_release(home))
    assert verify_files(home.releases / shown) == []
    return shown


def assert_next_run_succeeds(home: Home) -> str:
    """The next run needs no help, leaves nothing behind, and shows the new release."""
    assert publish(home, order_of(home)).status in {"published", "already_published"}
    assert not list(home.releases.glob(f"{STAGING}*"))
    assert not list(home.root.glob(".*.new"))
    assert verify(home).problems == ()
    return assert_whole(home)


def test_death_at_every_step(waiting: tuple[Home, str], tmp_path: Path) -> None:
    home, old = waiting
    total, new = undisturbed(home, tmp_path / "counted")
    seen = set()
    for at in range(1, total + 1):
        tried = copy_of(home, tmp_path / f"killed-{at}")

        def dying(tried: Home = tried, at: int = at) -> int:
            with steps_counted(at, die):
                return publish_again(tried)

        assert exit_status(in_child(dying)) == KILLED
        seen.add(assert_whole(tried))
        assert assert_next_run_succeeds(tried) == new
        shutil.rmtree(tried.root)
    assert seen == {old, new}


def test_an_error_at_every_step(waiting: tuple[Home, str], tmp_path: Path) -> None:
    home, old = waiting
    total, new = undisturbed(home, tmp_path / "counted")
    for at in range(1, total + 1):
        tried = copy_of(home, tmp_path / f"failed-{at}")
        fault = full_disk if at % 2 else broken_disk
        with steps_counted(at, fault), pytest.raises(OSError):
            publish_again(tried)
        assert assert_whole(tried) in {old, new}
        assert assert_next_run_succeeds(tried) == new
        shutil.rmtree(tried.root)


def test_the_order_of_steps_survives_a_power_cut(waiting: tuple[Home, str]) -> None:
    """Files are synced before the rename, that before the switch, that before the entry."""
    home, _ = waiting
    done: list[tuple[str, Path]] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("sync", "rename", "replace"):
            step = getattr(filesystem, name)

            def noted(path: Path, *others: Path, name: str = name, step: Callable = step) -> None:
                done.append((name, path))
                step(path, *others)

            patch.setattr(filesystem, name, noted)
        publish_again(home)
    (renamed,) = [at for at, (name, _) in enumerate(done) if name == "rename"]
    staged = done[renamed][1]
    final = home.current.resolve()
    synced = {path for name, path in done[:renamed] if name == "sync"}
    assert synced >= {staged, *(staged / path.relative_to(final) for path in final.rglob("*"))}
    assert [(name, path.name) for name, path in done[renamed + 1 :]] == [
        ("sync", "releases"),
        ("replace", ".current.new"),
        ("sync", home.root.name),
        ("replace", ".chain.jsonl.new"),
        ("sync", home.root.name),
    ]
