"""What a partner approved, and whether that is still what is shown.

An approval is of exactly one catalog, one set of thresholds and one method, for one use; when any
of them changes it no longer stands. Where approvals are kept is not known here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

_METHOD = ("catalog", "thresholds", "code")


class Partner(StrEnum):
    """Whose word is asked."""

    HR = "hr"
    LEGAL = "legal"
    DEI = "dei"


class Use(StrEnum):
    """What the numbers may be used for."""

    COACHING = "coaching"
    CALIBRATION = "calibration"
    COMPENSATION = "compensation"


@dataclass(frozen=True)
class Approval:
    """One partner's word. `approved_at` is ISO 8601 UTC; the digests are of what was approved."""

    partner: Partner
    use: Use
    approved_by: str
    approved_at: str
    catalog: str
    thresholds: str
    code: str

    @classmethod
    def of(cls, partner: Partner, use: Use, by: str, at: str, standards: Mapping[str, str]) -> Self:
        """An approval of the standards in force. Raises `ValueError` when nobody signs."""
        if not by.strip():
            raise ValueError("an approval needs a name")
        return cls(partner, use, by.strip(), at, **{name: standards[name] for name in _METHOD})

    def stands(self, standards: Mapping[str, str]) -> bool:
        """Whether what was approved is what is in force."""
        return all(getattr(self, name) == standards[name] for name in _METHOD)


def missing_partners(
    approvals: Iterable[Approval], use: Use, standards: Mapping[str, str]
) -> list[Partner]:
    """The partners whose standing approval for `use` is still wanting; empty when all agree."""
    agreed = {one.partner for one in approvals if one.use is use and one.stands(standards)}
    return [partner for partner in Partner if partner not in agreed]
