"""A failure is accepted only by a living waiver for this finding, given by another person."""

from dataclasses import replace
from datetime import date

import pytest

from data_quality.findings import CheckResult, Gate, Outcome
from data_quality.waivers import apply_waivers

TODAY = date(2026, 1, 15)
FAILED = CheckResult(
    check_id="quarantined_share",
    rule_id="quarantined_share",
    gate=Gate.INTAKE,
    owner="data_engineering",
    dimension="accuracy",
    table="raw.files",
    threshold_id="gate_max_quarantined_share",
    needed="at most 0.05 share",
    reason="More bad rows than this is a misread file.",
    declared=15,
    evaluated=15,
    failed=1,
    observed=0.06,
    outcome=Outcome.FAILED,
    is_blocking=True,
    is_waivable=True,
    message="quarantined_share: 1 of 15 failed.",
    evidence="delivered files",
)
WAIVER = {
    "rule_id": "quarantined_share",
    "digest": FAILED.digest,
    "reason": "The vendor resends in March.",
    "owner": "Ada",
    "approver": "Grace",
    "expires_on": "2026-01-15",
}


def test_a_valid_waiver_turns_failed_into_waived_and_keeps_it_listed() -> None:
    (check,), (waiver,) = apply_waivers([FAILED], [WAIVER], TODAY)
    assert (check.outcome, check.is_blocking, check.failed) == (Outcome.WAIVED, False, 1)
    assert check.waiver == "The vendor resends in March."
    assert waiver.standing == "used"


@pytest.mark.parametrize(
    ("change", "standing"),
    [
        ({"expires_on": "2026-01-14"}, "ignored: expired"),
        ({"expires_on": "soon"}, "ignored: no expiry date"),
        ({"digest": "0" * 64}, "ignored: given for another finding"),
        ({"rule_id": "file_not_empty"}, "ignored: no such rule"),
        ({"approver": " "}, "ignored: no approver"),
        ({"approver": "ADA "}, "ignored: approved by its own owner"),
        ({"reason": ""}, "ignored: no reason or no owner"),
    ],
)
def test_any_other_waiver_is_ignored_and_listed_with_the_reason(
    change: dict[str, str], standing: str
) -> None:
    (check,), (waiver,) = apply_waivers([FAILED], [WAIVER | change], TODAY)
    assert (check, waiver.standing) == (FAILED, standing)


def test_a_check_that_was_not_evaluated_cannot_be_waived() -> None:
    silent = replace(FAILED, outcome=Outcome.NOT_EVALUATED)
    (check,), _ = apply_waivers([silent], [WAIVER], TODAY)
    assert check.is_blocking


def test_a_rule_that_protects_people_cannot_be_waived() -> None:
    private = replace(FAILED, is_waivable=False)
    (check,), _ = apply_waivers([private], [WAIVER], TODAY)
    assert check.is_blocking


@pytest.mark.parametrize(
    "change", [{"failed": 2}, {"observed": 0.07}, {"evidence": "other files"}, {"declared": 16}]
)
def test_another_finding_is_not_covered(change: dict[str, object]) -> None:
    (check,), _ = apply_waivers([replace(FAILED, **change)], [WAIVER], TODAY)
    assert check.is_blocking
