"""May this verdict let a release out? Asked by the publisher itself, whatever ran before it."""

from datetime import date
from pathlib import Path

from data_quality.findings import Gate
from data_quality.questions import declared_checks
from data_quality.verdict import Verdict, VerdictError
from data_quality.waivers import USED
from orchestration.locations import Home
from orchestration.release.provenance import read_reference, standards


def read_verdict(home: Home) -> Verdict:
    """The verdict of the last judgment. Raises `VerdictError` when there is none to rely on."""
    try:
        text = home.verdict.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise VerdictError("there is no verdict; judge the warehouse first") from error
    return Verdict.from_json(text)


def refusals(verdict: Verdict, reference: Path, config_digest: str, today: date) -> list[str]:
    """Why `verdict` lets nothing out, one sentence each; empty when it does."""
    return [
        *verdict.reasons,
        *_other_standards(verdict, standards(reference, config_digest)),
        *_other_checks(verdict, reference),
        *_lapsed_waivers(verdict, today),
    ]


def _other_standards(verdict: Verdict, in_force: dict[str, str]) -> list[str]:
    return [
        f"{name}: not the one the verdict was given by; judge again."
        for name in sorted(in_force)
        if verdict.basis.standards.get(name) != in_force[name]
    ]


def _other_checks(verdict: Verdict, reference: Path) -> list[str]:
    """Checks that were left out of the verdict, asked twice, or never declared."""
    known, as_of = read_reference(reference), verdict.basis.as_of
    declared = [name for gate in Gate for name in declared_checks(gate, known, as_of)]
    given = [check.check_id for check in verdict.checks]
    differing = sorted(set(declared) ^ set(given)) or sorted(set(given))
    if sorted(given) == sorted(declared):
        return []
    return [f"check {name}: not asked once, as declared." for name in differing]


def _lapsed_waivers(verdict: Verdict, today: date) -> list[str]:
    """A verdict may lie around until a waiver that it rests on has run out."""
    return [
        f"check {waiver.rule_id}: its waiver has expired; judge again."
        for waiver in verdict.waivers
        if waiver.standing == USED and date.fromisoformat(waiver.expires_on) < today
    ]
