"""Going back is one verified switch, entered with its reason."""

import time
from pathlib import Path

import pytest

from orchestration.locations import Home
from orchestration.release.chain import read_chain
from orchestration.release.current import current_release
from orchestration.release.filesystem import file_digest
from orchestration.release.listing import UnknownReleaseError
from orchestration.release.publish import publish
from orchestration.release.rollback import RollbackError, rollback
from orchestration.release.verify import verify
from tests.tiny_warehouse import alter, judge_anew, order_of

MAX_SECONDS = 5


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: file_digest(path) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def two(judged: Home) -> tuple[Home, str, str]:
    """A home with two releases, and their ids, the older first."""
    first = str(publish(judged, order_of(judged)).release_id)
    alter(judged, "update marts.fct_scorecard set response_count = 1")
    judge_anew(judged, parent=first)
    return judged, first, str(publish(judged, order_of(judged)).release_id)


def test_the_release_before_is_current_again_byte_by_byte(two: tuple[Home, str, str]) -> None:
    home, first, second = two
    before, began = hashes(home.releases / first), time.monotonic()
    result = rollback(home, "The pulse was exported twice.", by="Ada")
    assert time.monotonic() - began < MAX_SECONDS
    assert (result.status, current_release(home)) == ("rolled_back", first)
    assert hashes(home.current.resolve()) == before
    last = read_chain(home.chain)[-1]
    assert (last.event, last.release_id) == ("rolled_back", first)
    assert last.body == {
        "from_release_id": second,
        "reason": "The pulse was exported twice.",
        "by": "Ada",
    }
    assert verify(home).is_intact


def test_the_same_numbers_do_not_undo_a_rollback(two: tuple[Home, str, str]) -> None:
    home, first, second = two
    rollback(home, "The pulse was exported twice.")
    judge_anew(home, parent=first)
    result = publish(home, order_of(home))
    assert (result.status, result.release_id) == ("already_published", second)
    assert current_release(home) == first


def test_one_can_go_forward_again_by_name(two: tuple[Home, str, str]) -> None:
    home, _, second = two
    rollback(home, "The pulse was exported twice.")
    rollback(home, "It was not.", to=second)
    assert current_release(home) == second


def test_a_damaged_target_is_refused(two: tuple[Home, str, str]) -> None:
    home, first, second = two
    path = home.releases / first / "catalog.json"
    path.chmod(0o644)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(RollbackError, match="is damaged"):
        rollback(home, "The pulse was exported twice.")
    assert current_release(home) == second


def test_it_needs_a_reason_and_somewhere_to_go(judged: Home) -> None:
    publish(judged, order_of(judged))
    with pytest.raises(RollbackError, match="reason"):
        rollback(judged, " ")
    with pytest.raises(RollbackError, match="no earlier"):
        rollback(judged, "The pulse was exported twice.")
    for name in ("2020-01-01-000000000000", "..", "../.."):
        with pytest.raises(UnknownReleaseError):
            rollback(judged, "The pulse was exported twice.", to=name)
