"""What is not fit to publish is not published, and the last release stands."""

import json

import pytest

from tests.conftest import organization


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """An organization whose deliveries a test may spoil before its first run."""
    return organization(tmp_path_factory.mktemp("blocked"))


def test_half_empty_exports_block_with_the_rule_and_the_numbers(case):
    for export in sorted((case.config.parent / "survey" / "pulse").glob("*.csv"))[-1:]:
        text = export.read_bytes()
        export.write_bytes(text[: len(text) // 2])
    run = case.scorecard("run", "--json")
    told = json.loads(run.stdout)

    assert run.returncode == 3, run.stderr
    assert told["status"] == "blocked"
    assert any("refused" in reason for reason in told["reasons"]), told["reasons"]
    assert not case.home.current.exists()
    entries = [json.loads(line) for line in case.home.chain.read_text().splitlines()]
    assert [entry["event"] for entry in entries] == ["blocked"]


def test_an_unusable_config_names_its_line_and_exits_2(tmp_path, case):
    bad = tmp_path / "scorecard.yml"
    bad.write_text(case.config.read_text().replace("feed: roster", "feed: rooster"))
    run = case.scorecard("run", "--config", str(bad))

    assert run.returncode == 2
    assert "scorecard.yml:" in run.stderr
