"""Failures that people have accepted, and why the other waivers do not hold.

A waiver is a row: rule_id (of one check), digest (of one finding), reason, owner, approver (another
person), expires_on. It turns `failed` into `waived`; a check that was not evaluated cannot be
waived, nor can one that protects a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data_quality.findings import CheckResult, Outcome

COLUMNS = ("rule_id", "digest", "reason", "owner", "approver", "expires_on")
USED = "used"


@dataclass(frozen=True)
class Waiver:
    """One row of the waiver list, and how it was received: `used`, or why it is ignored."""

    rule_id: str
    digest: str
    reason: str
    owner: str
    approver: str
    expires_on: str
    standing: str

    def as_record(self) -> dict[str, Any]:
        """As it is listed in the verdict and the report."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def apply_waivers(
    checks: Sequence[CheckResult], rows: Iterable[Mapping[str, str]], today: date
) -> tuple[list[CheckResult], list[Waiver]]:
    """The checks with valid waivers applied, and every waiver with its standing."""
    received = [_received(row, checks, today) for row in rows]
    used = {waiver.rule_id: waiver.reason for waiver in received if waiver.standing == USED}
    applied = [
        check.waived(used[check.check_id]) if check.check_id in used else check for check in checks
    ]
    return applied, received


def _received(row: Mapping[str, str], checks: Sequence[CheckResult], today: date) -> Waiver:
    fields = {column: (row.get(column) or "").strip() for column in COLUMNS}
    return Waiver(**fields, standing=_standing(fields, checks, today))


def _standing(fields: Mapping[str, str], checks: Sequence[CheckResult], today: date) -> str:
    if not fields["reason"] or not fields["owner"]:
        return "ignored: no reason or no owner"
    if not fields["approver"]:
        return "ignored: no approver"
    if fields["approver"].casefold() == fields["owner"].casefold():
        return "ignored: approved by its own owner"
    try:
        expires_on = date.fromisoformat(fields["expires_on"])
    except ValueError:
        return "ignored: no expiry date"
    if expires_on < today:
        return "ignored: expired"
    check = next((one for one in checks if one.check_id == fields["rule_id"]), None)
    if check is None:
        return "ignored: no such rule"
    if check.outcome is not Outcome.FAILED:
        return f"ignored: the rule came out as {check.outcome.value}"
    if not check.is_waivable:
        return "ignored: the rule protects people and cannot be waived"
    if check.digest != fields["digest"]:
        return "ignored: given for another finding"
    return USED
