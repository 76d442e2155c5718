"""Every rule says who owns it, what quality it is about, and why its limit is where it is."""

import pytest

from data_quality.findings import Gate, Rule
from data_quality.suites import load_suite, rules_digest
from orchestration.locations import REFERENCE_SEEDS
from orchestration.release.provenance import read_reference

ISO_25012 = {
    "accuracy",
    "completeness",
    "consistency",
    "credibility",
    "currentness",
    "accessibility",
    "compliance",
    "confidentiality",
    "efficiency",
    "precision",
    "traceability",
    "understandability",
    "availability",
    "portability",
    "recoverability",
}
RULES = [rule for gate in Gate for rule in load_suite(gate)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_a_rule_has_owner_dimension_limit_reason_and_action(rule: Rule) -> None:
    assert rule.owner
    assert rule.dimension in ISO_25012
    assert read_reference(REFERENCE_SEEDS).thresholds.get(rule.threshold_id).reason
    assert rule.action.endswith((".", "first."))


def test_rules_that_protect_people_cannot_be_waived() -> None:
    protecting = {rule.rule_id for rule in RULES if rule.dimension == "confidentiality"}
    assert protecting == {rule.rule_id for rule in RULES if not rule.is_waivable}
    assert protecting


def test_the_digest_follows_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rules_digest()
    monkeypatch.setattr("data_quality.suites._entries", lambda gate: [])
    assert rules_digest() != before
