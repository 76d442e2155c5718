"""What is not fit to publish is not published, and the last release stands."""

import json
import shutil

import pytest

from orchestration.locations import Home
from tests.conftest import Organization


@pytest.fixture
def published(demo, tmp_path):
    """A published organization whose next delivery a test may spoil."""
    shutil.copytree(demo.config.parent, tmp_path / "exports")
    shutil.copytree(demo.home.root, tmp_path / "home", symlinks=True)
    return Organization(tmp_path / "exports" / demo.config.name, Home(tmp_path / "home"))


def events(home):
    return [json.loads(line)["event"] for line in home.chain.read_text().splitlines()]


def test_half_an_export_blocks_and_the_last_release_stands(published):
    export = sorted((published.config.parent / "survey" / "pulse").glob("*.csv"))[-1]
    whole = export.read_bytes()
    export.write_bytes(whole[: len(whole) // 2])
    release, entries = published.home.current.resolve(), events(published.home)
    run = published.scorecard("run", "--json")
    told = json.loads(run.stdout)

    assert run.returncode == 3, run.stderr
    assert (told["status"], told["release_id"]) == ("blocked", None)
    assert any(export.name in reason and "refused" in reason for reason in told["reasons"]), told
    assert published.home.current.resolve() == release
    assert published.scorecard("release", "verify").returncode == 0
    assert events(published.home) == [*entries, "blocked"]


def test_an_unusable_config_names_its_line_and_exits_2(demo, tmp_path):
    bad = tmp_path / "scorecard.yml"
    bad.write_text(demo.config.read_text().replace("feed: roster", "feed: rooster"))
    run = demo.scorecard("run", "--config", str(bad))

    assert run.returncode == 2
    assert "scorecard.yml:" in run.stderr
