"""The words of a gate: a rule as it is declared, a check as it came out.

A *rule* is declared once in a suite; a *check* is a rule applied, once or once per indicator.
Nothing here evaluates anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from data_quality.canonical import digest_of


class Gate(StrEnum):
    """Where in the flow a rule is asked."""

    INTAKE = "intake"
    PUBLICATION = "publication"


class Outcome(StrEnum):
    """How a check came out. Not evaluated is not passed."""

    PASSED = "passed"
    FAILED = "failed"
    WAIVED = "waived"
    NOT_EVALUATED = "not_evaluated"


class Comparison(StrEnum):
    """On which side of its threshold every observed number must lie."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"

    @property
    def wording(self) -> str:
        """As it stands in a sentence."""
        return self.value.replace("_", " ")


@dataclass(frozen=True)
class Rule:
    """One question to the evidence, as declared in a suite.

    query: SQL that gives a row for each thing judged: `subject` (a public name, never a person) and
        `observed` (a number; NULL says that it could not be evaluated). `$name` is filled in.
    feed: the rule says nothing when this feed is not configured.
    for_each: `indicator` asks the rule once for each indicator of the catalog, of its own feed.
    excuses: reason -> SQL; where it gives a row, the rule is listed as not evaluated for that
        reason and does not block.
    is_waivable: whether people may accept a failure; never true of a rule that protects a person.
    """

    rule_id: str
    gate: Gate
    owner: str
    dimension: str
    table: str
    query: str
    comparison: Comparison
    threshold_id: str
    action: str
    feed: str | None = None
    for_each: str | None = None
    excuses: Mapping[str, str] = field(default_factory=dict)
    is_waivable: bool = True


@dataclass(frozen=True)
class CheckResult:
    """One check and how it came out; counts and public names only, never a personal value.

    declared: things that ought to be judged; evaluated: things that were; failed: those that broke
    the rule. observed: the number nearest to breaking the rule, or furthest past it.
    evidence: digest of the delivered files that were judged.
    is_blocking: whether this outcome alone keeps a release back.
    """

    check_id: str
    rule_id: str
    gate: Gate
    owner: str
    dimension: str
    table: str
    threshold_id: str
    needed: str
    reason: str
    declared: int
    evaluated: int
    failed: int
    observed: float | None
    outcome: Outcome
    is_blocking: bool
    is_waivable: bool
    message: str
    evidence: str
    waiver: str | None = None

    @property
    def digest(self) -> str:
        """Of the finding on this evidence; a waiver holds for exactly this and nothing else."""
        counts = [self.declared, self.evaluated, self.failed, self.observed]
        return digest_of([self.check_id, self.needed, *counts, self.evidence])

    def waived(self, waiver: str) -> Self:
        """The same finding, accepted by people; it stays listed."""
        return replace(self, outcome=Outcome.WAIVED, is_blocking=False, waiver=waiver)

    def as_record(self) -> dict[str, Any]:
        """As it stands in `verdict.json`."""
        fields = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return fields | {
            "gate": self.gate.value,
            "outcome": self.outcome.value,
            "digest": self.digest,
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Self:
        """The reverse of `as_record`. Raises `ValueError` when the finding was edited."""
        fields = {name: record[name] for name in cls.__dataclass_fields__}
        check = cls(
            **fields | {"gate": Gate(fields["gate"]), "outcome": Outcome(fields["outcome"])}
        )
        if check.digest != record["digest"]:
            raise ValueError(f"check {check.check_id} is not the finding its digest was taken of")
        return check
