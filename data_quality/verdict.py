"""The verdict: what was judged, against what, how each check came out, and whether it may go out.

It carries digests of the judged tables and of everything they were judged with, and one of itself,
so that a publisher can tell by itself that the verdict is about the very tables it has before it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from data_quality.canonical import digest_of
from data_quality.findings import CheckResult, Gate, Outcome
from data_quality.waivers import Waiver

PASSED, BLOCKED = "passed", "blocked"


class VerdictError(ValueError):
    """A verdict that cannot be relied on; says why."""


@dataclass(frozen=True)
class Basis:
    """What the checks were about.

    tables: table -> {"digest": logical digest, "row_count": int}, of every table to be published.
    standards: digests of rules, thresholds, catalog, waivers, code, lock and config.
    inputs: the delivered files, one record each.
    parent: the release that was current when the run began, if any.
    """

    as_of: date
    tables: Mapping[str, Mapping[str, Any]]
    standards: Mapping[str, str]
    inputs: Sequence[Mapping[str, Any]]
    parent: str | None

    @property
    def content_digest(self) -> str:
        """Of the numbers and what they were judged by; names the release."""
        standards = {name: self.standards[name] for name in ("catalog", "thresholds", "rules")}
        return digest_of(
            {
                "as_of": self.as_of.isoformat(),
                "tables": {name: table["digest"] for name, table in self.tables.items()},
                **standards,
            }
        )


@dataclass(frozen=True)
class Verdict:
    """The findings of one or both gates on one basis."""

    basis: Basis
    gates: tuple[Gate, ...]
    checks: tuple[CheckResult, ...]
    waivers: tuple[Waiver, ...]

    @property
    def overall(self) -> str:
        """`passed` only when both gates were asked, and no check stands in the way."""
        is_complete = set(self.gates) == set(Gate) and bool(self.checks)
        return PASSED if is_complete and not self.blocking else BLOCKED

    @property
    def blocking(self) -> list[CheckResult]:
        """The checks that stand in the way."""
        return [check for check in self.checks if check.is_blocking]

    @property
    def reasons(self) -> list[str]:
        """Why it is blocked, one sentence a check; empty when it passed."""
        missing = [f"gate {gate.value}: not asked." for gate in Gate if gate not in self.gates]
        return [check.message for check in self.blocking] + missing

    def counts(self) -> dict[str, int]:
        """Checks by outcome; all four outcomes are always there."""
        return {one.value: sum(c.outcome is one for c in self.checks) for one in Outcome}

    @property
    def digest(self) -> str:
        """SHA-256 over everything the verdict says."""
        return digest_of(self._body())

    def as_record(self) -> dict[str, Any]:
        """As it stands in `verdict.json`."""
        return self._body() | {"digest": self.digest}

    def to_json(self) -> str:
        """The text of `verdict.json`."""
        return json.dumps(self.as_record(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"

    def _body(self) -> dict[str, Any]:
        return {
            "as_of": self.basis.as_of.isoformat(),
            "overall": self.overall,
            "gates": [gate.value for gate in self.gates],
            "counts": self.counts(),
            "content_digest": self.basis.content_digest,
            "parent": self.basis.parent,
            "tables": {name: dict(table) for name, table in self.basis.tables.items()},
            "standards": dict(self.basis.standards),
            "inputs": [dict(one) for one in self.basis.inputs],
            "checks": [check.as_record() for check in self.checks],
            "waivers": [waiver.as_record() for waiver in self.waivers],
        }

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read it back. Raises `VerdictError` when it was edited or cannot be read."""
        try:
            record = json.loads(text)
            basis = Basis(
                as_of=date.fromisoformat(record["as_of"]),
                tables=record["tables"],
                standards=record["standards"],
                inputs=record["inputs"],
                parent=record["parent"],
            )
            verdict = cls(
                basis=basis,
                gates=tuple(Gate(gate) for gate in record["gates"]),
                checks=tuple(CheckResult.from_record(one) for one in record["checks"]),
                waivers=tuple(Waiver(**one) for one in record["waivers"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise VerdictError(f"the verdict cannot be read: {error}") from error
        if verdict.as_record() != record:
            raise VerdictError("the verdict was changed after it was given")
        return verdict
