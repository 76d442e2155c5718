"""A rule put to one indicator, or to all: its threshold found and its SQL filled in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from string import Template

from data_quality.findings import Gate, Rule
from data_quality.reference import Indicator, Reference, Threshold
from data_quality.suites import load_suite


@dataclass(frozen=True)
class Question:
    """One check before it is answered. `evidence` is the digest of what was delivered."""

    rule: Rule
    indicator: Indicator | None
    reference: Reference
    as_of: date
    evidence: str

    @property
    def check_id(self) -> str:
        """The rule's id, followed by the indicator's when it is asked once for each."""
        if self.indicator is None:
            return self.rule.rule_id
        return f"{self.rule.rule_id}.{self.indicator.indicator_id}"

    @property
    def feed(self) -> str | None:
        """The feed without which the question means nothing."""
        return self.indicator.feed if self.indicator else self.rule.feed

    def threshold(self) -> Threshold:
        """Raises `ReferenceError` when there is none."""
        scope = self.indicator.indicator_id if self.indicator else "*"
        return self.reference.thresholds.get(self.rule.threshold_id, scope)

    def filled(self, text: str) -> str:
        """`text` with every `$name` replaced. Raises `KeyError` on a name that nothing fills."""
        names = {name: f"{value:g}" for name, value in self.reference.thresholds.general().items()}
        names["catalog"] = self.reference.catalog_relation()
        names["cells"] = self.reference.cells_relation()
        names["as_of"] = f"date '{self.as_of.isoformat()}'"
        if self.indicator:
            names |= {"indicator_id": self.indicator.indicator_id, "feed": self.indicator.feed}
        return Template(text).substitute(names)


def questions(
    rules: Iterable[Rule], reference: Reference, as_of: date, evidence: str = ""
) -> Iterator[Question]:
    """Every check that the rules ask for, in their order."""
    for rule in rules:
        subjects = reference.indicators if rule.for_each == "indicator" else (None,)
        for indicator in subjects:
            yield Question(rule, indicator, reference, as_of, evidence)


def declared_checks(gate: Gate, reference: Reference, as_of: date) -> list[str]:
    """The ids of all checks that a complete run of `gate` holds."""
    return [one.check_id for one in questions(load_suite(gate), reference, as_of)]
