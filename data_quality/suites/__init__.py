"""The suites, as data: `intake.yml` and `publication.yml` hold every rule of the two gates."""

from functools import cache
from importlib import resources
from typing import Any

import yaml

from data_quality.canonical import digest_of
from data_quality.findings import Comparison, Gate, Rule


def load_suite(gate: Gate) -> list[Rule]:
    """The rules of a gate in their order. Raises `ValueError` when one is given twice."""
    rules = [_rule(gate, entry) for entry in _entries(gate)]
    names = [rule.rule_id for rule in rules]
    if len(set(names)) < len(names):
        raise ValueError(f"the {gate} suite gives a rule twice")
    return rules


def rules_digest() -> str:
    """SHA-256 over both suites as they are declared; comments and layout do not count."""
    return digest_of({gate.value: _entries(gate) for gate in Gate})


@cache
def _entries(gate: Gate) -> list[dict[str, Any]]:
    text = resources.files(__name__).joinpath(f"{gate.value}.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def _rule(gate: Gate, entry: dict[str, Any]) -> Rule:
    return Rule(**entry | {"gate": gate, "comparison": Comparison(entry["comparison"])})
