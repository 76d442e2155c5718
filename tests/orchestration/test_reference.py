"""An organization's own reference tables: in force where they fit, refused where they do not."""

from pathlib import Path

import pytest

from orchestration.config_file import SettingsError
from orchestration.locations import REFERENCE_SEEDS, Home
from orchestration.reference import own_tables, reference_in_force
from orchestration.settings import Settings, Source

SOURCE = Source(id="hr", feed="roster", format="csv", location="roster.csv")


def settings(reference: str | None) -> Settings:
    return Settings(organization="Acme", reference=reference, sources=[SOURCE])


def put(folder: Path, name: str, text: str) -> Path:
    (folder / "own").mkdir(exist_ok=True)
    (folder / "own" / name).write_text(text)
    return folder / "scorecard.yml"


def targets(*rows: str) -> str:
    header = (REFERENCE_SEEDS / "targets.csv").read_text().splitlines()[0]
    return "\n".join([header, *rows]) + "\n"


def test_without_a_folder_the_projects_own_tables_hold(tmp_path: Path) -> None:
    found = reference_in_force(settings(None), tmp_path / "scorecard.yml", Home(tmp_path / "home"))
    assert found == REFERENCE_SEEDS
    assert not (tmp_path / "home").exists()


def test_a_table_of_ones_own_replaces_the_projects_whole(tmp_path: Path) -> None:
    config = put(tmp_path, "targets.csv", targets())
    folder = reference_in_force(settings("own"), config, Home(tmp_path / "home"))
    assert (folder / "targets.csv").read_text() == targets()
    theirs = {path.name for path in REFERENCE_SEEDS.glob("*.csv")}
    assert {path.name for path in folder.iterdir()} == theirs
    for name in theirs - {"targets.csv"}:
        assert (folder / name).read_bytes() == (REFERENCE_SEEDS / name).read_bytes()


def test_a_table_taken_back_is_the_projects_again(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    config = put(tmp_path, "targets.csv", targets())
    put(tmp_path, "waivers.csv", (REFERENCE_SEEDS / "waivers.csv").read_text())
    reference_in_force(settings("own"), config, home)
    (tmp_path / "own" / "targets.csv").unlink()
    folder = reference_in_force(settings("own"), config, home)
    assert (folder / "targets.csv").read_bytes() == (REFERENCE_SEEDS / "targets.csv").read_bytes()


def test_an_equal_table_is_not_written_again(tmp_path: Path) -> None:
    home, config = Home(tmp_path / "home"), put(tmp_path, "targets.csv", targets())
    before = reference_in_force(settings("own"), config, home) / "targets.csv"
    written = before.stat().st_mtime_ns
    reference_in_force(settings("own"), config, home)
    assert before.stat().st_mtime_ns == written


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("target.csv", targets(), "unknown_table"),
        ("targets.csv", "indicator_id,target_value\n", "other_columns"),
        ("targets.csv", "", "other_columns"),
        ("notes.txt", "nothing of use", "no_table"),
    ],
)
def test_a_table_that_does_not_fit_is_named(
    tmp_path: Path, name: str, text: str, rule: str
) -> None:
    config = put(tmp_path, name, text)
    with pytest.raises(SettingsError) as refused:
        own_tables(settings("own"), config)
    assert [fault.rule for fault in refused.value.faults] == [rule]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        own_tables(settings("nowhere"), tmp_path / "scorecard.yml")
    assert [fault.rule for fault in refused.value.faults] == ["no_such_folder"]
