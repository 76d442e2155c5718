"""An approval stands for exactly what was approved."""

import pytest

from data_quality.approvals import Approval, Partner, Use, missing_partners

STANDARDS = {"catalog": "c", "thresholds": "t", "code": "x", "lock": "l"}
SIGNED = [
    Approval.of(partner, Use.CALIBRATION, "Ada", "2026-01-15T09:00:00Z", STANDARDS)
    for partner in Partner
]


def test_all_partners_together_approve_a_use() -> None:
    assert missing_partners(SIGNED, Use.CALIBRATION, STANDARDS) == []
    assert missing_partners(SIGNED[1:], Use.CALIBRATION, STANDARDS) == [Partner.HR]
    assert missing_partners(SIGNED, Use.COMPENSATION, STANDARDS) == list(Partner)


@pytest.mark.parametrize("changed", ["catalog", "thresholds", "code"])
def test_it_ends_when_what_was_approved_changes(changed: str) -> None:
    assert missing_partners(SIGNED, Use.CALIBRATION, STANDARDS | {changed: "new"}) == list(Partner)


def test_it_outlives_what_was_not_approved() -> None:
    assert missing_partners(SIGNED, Use.CALIBRATION, STANDARDS | {"lock": "new"}) == []


def test_it_needs_a_name() -> None:
    with pytest.raises(ValueError, match="name"):
        Approval.of(Partner.HR, Use.COACHING, " ", "2026-01-15T09:00:00Z", STANDARDS)
