"""docs/sources.md is true of the code: its fields, its rules, its example."""

import re
from pathlib import Path

from orchestration.extract.dispositions import QUARANTINED
from orchestration.extract.feeds import CONTRACTS
from orchestration.extract.normalize import cell_rules
from orchestration.extract.qualtrics import STATUS_RULES
from orchestration.extract.row_rules import ROW_RULES
from orchestration.extract.rules import ROW_RULES_ADVICE, row_advice
from orchestration.settings import Format, Source, load_settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/sources.md").read_text()


def listed(heading: str) -> list[str]:
    """The codes in the first column of the table under a heading."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \|", section, re.M)


def code() -> str:
    return "\n".join(path.read_text() for path in (ROOT / "orchestration/extract").glob("*.py"))


def test_every_field_of_a_source_is_listed() -> None:
    assert sorted(listed("Fields of a source")) == sorted(Source.model_fields)


def test_every_format_is_listed() -> None:
    assert sorted(listed("Formats")) == sorted(Format)


def test_every_rule_that_refuses_a_file_is_listed() -> None:
    raised = set(re.findall(r'RefusalError\(\s*"([a-z_]+)"', code())) | {"cell_too_long"}
    assert sorted(listed("Rules that refuse a file")) == sorted(raised)


def test_every_rule_that_quarantines_a_row_is_listed_with_its_advice() -> None:
    section = PAGE.split("## Rules that quarantine a row\n")[1]
    for rule, advice in ROW_RULES_ADVICE.items():
        assert f"| `{rule}` | {advice[0].upper()}{advice[1:]}. |" in section
    assert sorted(listed("Rules that quarantine a row")) == sorted([*ROW_RULES_ADVICE, "xapi_..."])


def test_every_rule_that_the_code_can_give_has_advice() -> None:
    cells = {
        rule
        for contract in CONTRACTS.values()
        for column in contract.columns
        for _, rule in cell_rules(column, "text", "normal")
    }
    rows = {rule for rules in ROW_RULES.values() for _, rule, _ in rules}
    formats = {*STATUS_RULES.values(), "partial_response", "actor_is_group"}
    assert cells | rows | formats | set(QUARANTINED) == set(ROW_RULES_ADVICE)
    assert row_advice("xapi_uuid")


def test_the_example_is_a_good_config(tmp_path: Path) -> None:
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    (tmp_path / "scorecard.yml").write_text(example)
    settings = load_settings(tmp_path / "scorecard.yml")
    assert [source.id for source in settings.sources] == ["hr_roster", "pulse"]
