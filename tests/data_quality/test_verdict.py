"""A verdict passes only when both gates were asked and nothing blocks, and shows any edit."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from data_quality.findings import Gate, Outcome
from data_quality.verdict import Basis, Verdict, VerdictError
from tests.data_quality.test_waivers import FAILED

BASIS = Basis(
    as_of=date(2025, 12, 31),
    tables={"fct_scorecard": {"digest": "aa", "row_count": 3}},
    standards={"catalog": "c", "thresholds": "t", "rules": "r", "code": "x"},
    inputs=[{"source_id": "roster", "file_sha256": "ff"}],
    parent=None,
)
PASSED = replace(FAILED, outcome=Outcome.PASSED, is_blocking=False, failed=0)
BOTH = (Gate.INTAKE, Gate.PUBLICATION)


def verdict(*checks: Any, gates: tuple[Gate, ...] = BOTH) -> Verdict:
    return Verdict(BASIS, gates, checks, ())


def test_it_passes_when_every_check_does() -> None:
    assert (verdict(PASSED).overall, verdict(PASSED).reasons) == ("passed", [])


@pytest.mark.parametrize(
    "given",
    [
        verdict(PASSED, FAILED),
        verdict(replace(FAILED, outcome=Outcome.NOT_EVALUATED)),
        verdict(PASSED, gates=(Gate.INTAKE,)),
        verdict(),
    ],
    ids=["a failed check", "a check not evaluated", "one gate only", "no checks at all"],
)
def test_it_is_blocked_by(given: Verdict) -> None:
    assert given.overall == "blocked"


def test_the_four_outcomes_are_counted_apart() -> None:
    given = verdict(
        PASSED, FAILED, FAILED.waived("known"), replace(FAILED, outcome=Outcome.NOT_EVALUATED)
    )
    assert given.counts() == {"passed": 1, "failed": 1, "waived": 1, "not_evaluated": 1}


def test_it_reads_back_as_it_was_written() -> None:
    given = verdict(PASSED, FAILED)
    assert Verdict.from_json(given.to_json()).as_record() == given.as_record()


def _set(path: list[Any], value: object) -> Callable[[dict[str, Any]], None]:
    def edit(record: dict[str, Any]) -> None:
        for step in path[:-1]:
            record = record[step]
        record[path[-1]] = value

    return edit


@pytest.mark.parametrize(
    "edit",
    [
        _set(["overall"], "passed"),
        _set(["checks", 0, "outcome"], "passed"),
        _set(["checks", 0, "is_blocking"], False),
        _set(["checks", 0, "failed"], 0),
        _set(["checks"], []),
        _set(["tables", "fct_scorecard", "digest"], "bb"),
        _set(["standards", "thresholds"], "lower"),
        _set(["as_of"], "2026-01-31"),
        _set(["digest"], "0" * 64),
        _set(["comment"], "looks fine"),
    ],
)
def test_an_edit_by_hand_is_seen(edit: Callable[[dict[str, Any]], None]) -> None:
    record = json.loads(verdict(FAILED).to_json())
    edit(record)
    with pytest.raises(VerdictError):
        Verdict.from_json(json.dumps(record))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"as_of": 3}'])
def test_what_is_no_verdict_is_refused(text: str) -> None:
    with pytest.raises(VerdictError):
        Verdict.from_json(text)


def test_the_content_digest_follows_numbers_and_limits_but_not_code() -> None:
    assert (
        replace(BASIS, standards={**BASIS.standards, "code": "y"}).content_digest
        == BASIS.content_digest
    )
    for change in (
        {"as_of": date(2026, 1, 31)},
        {"tables": {"fct_scorecard": {"digest": "bb", "row_count": 3}}},
        {"standards": {**BASIS.standards, "thresholds": "other"}},
    ):
        assert replace(BASIS, **change).content_digest != BASIS.content_digest
