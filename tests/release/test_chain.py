"""Any change to the chain shows, and the first entry that does not hold is named."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.release.chain import GENESIS, append_entry, read_chain, verify_chain

LENGTH = 5


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    path = tmp_path / "chain.jsonl"
    for number in range(LENGTH):
        append_entry(path, "published", f"release-{number}", {"number": number, "by": "Zoë"})
    return path


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def write(path: Path, new: list[str]) -> None:
    path.write_text("".join(line + "\n" for line in new), encoding="utf-8")


def test_entries_follow_each_other(chain: Path) -> None:
    entries = read_chain(chain)
    assert [entry.sequence for entry in entries] == list(range(LENGTH))
    assert entries[0].previous_hash == GENESIS
    assert [e.previous_hash for e in entries[1:]] == [e.entry_hash for e in entries[:-1]]
    assert verify_chain(chain) == []


def edit(given: list[str], at: int) -> list[str]:
    record = json.loads(given[at]) | {"release_id": "another"}
    return [*given[:at], json.dumps(record), *given[at + 1 :]]


def delete(given: list[str], at: int) -> list[str]:
    return given[:at] + given[at + 1 :]


def insert(given: list[str], at: int) -> list[str]:
    return [*given[:at], given[at], *given[at:]]


def swap(given: list[str], at: int) -> list[str]:
    other = (at + 1) % LENGTH
    swapped = list(given)
    swapped[at], swapped[other] = given[other], given[at]
    return swapped


@pytest.mark.parametrize("at", range(LENGTH))
@pytest.mark.parametrize(("operation", "offset"), [(edit, 0), (delete, 0), (insert, 1), (swap, 0)])
def test_every_change_of_every_entry_is_named(
    chain: Path, operation: Callable[[list[str], int], list[str]], offset: int, at: int
) -> None:
    if operation is delete and at == LENGTH - 1:
        anchor = read_chain(chain)[-1].entry_hash
        write(chain, delete(lines(chain), at))
        assert verify_chain(chain, anchor) == [
            f"chain: the anchored entry is gone; the chain ends at entry {LENGTH - 2}"
        ]
        return
    write(chain, operation(lines(chain), at))
    first = 0 if operation is swap and at == LENGTH - 1 else at + offset
    (problem,) = verify_chain(chain)
    assert problem.startswith(f"chain: entry {first}:")


def test_a_rehashed_entry_no_longer_leads_to_the_next(chain: Path) -> None:
    given = lines(chain)
    forged = chain.with_name("forged.jsonl")
    append_entry(forged, "blocked", None, {})
    write(chain, [lines(forged)[0], *given[1:]])
    assert verify_chain(chain) == ["chain: entry 1: it does not follow the entry before it"]


def test_a_replaced_chain_shows_against_an_anchor(chain: Path, tmp_path: Path) -> None:
    anchor = read_chain(chain)[2].entry_hash
    assert verify_chain(chain, anchor) == []
    other = tmp_path / "other.jsonl"
    append_entry(other, "published", "release-0", {})
    assert verify_chain(other, anchor) != []
    assert verify_chain(tmp_path / "gone.jsonl", anchor) != []


@pytest.mark.parametrize("text", ["\n", "{}\n", "not json\n", '{"sequence":0'])
def test_what_is_no_chain_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "chain.jsonl"
    path.write_text(text, encoding="utf-8")
    (problem,) = verify_chain(path)
    assert problem.startswith("chain: entry 0:")


def test_nothing_is_appended_to_a_broken_chain(chain: Path) -> None:
    write(chain, edit(lines(chain), 1))
    with pytest.raises(ValueError, match="entry 1"):
        append_entry(chain, "published", "release-9", {})


def test_an_unknown_event_is_refused(chain: Path) -> None:
    with pytest.raises(ValueError, match="no event"):
        append_entry(chain, "improved", None, {})
