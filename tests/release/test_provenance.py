"""The code digest follows every source file, and nothing that is built."""

from pathlib import Path

import pytest

from orchestration.release import provenance


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("orchestration/run.py", "dbt_project/models/a.sql", "seeds/reference/limits.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("one\n", encoding="utf-8")
    monkeypatch.setattr(provenance, "PROJECT_ROOT", tmp_path)
    return tmp_path


def digest() -> str:
    return provenance._digest_of_files(provenance._code_files())


@pytest.mark.parametrize(
    "name", ["orchestration/run.py", "dbt_project/models/a.sql", "seeds/reference/limits.csv"]
)
def test_a_changed_source_file_shows(checkout: Path, name: str) -> None:
    before = digest()
    (checkout / name).write_text("two\n", encoding="utf-8")
    assert digest() != before


def test_a_renamed_source_file_shows(checkout: Path) -> None:
    before = digest()
    (checkout / "orchestration/run.py").rename(checkout / "orchestration/walk.py")
    assert digest() != before


def test_built_files_and_line_endings_do_not_show(checkout: Path) -> None:
    before = digest()
    for name in ("dbt_project/target/compiled.sql", "orchestration/__pycache__/run.py"):
        path = checkout / name
        path.parent.mkdir(parents=True)
        path.write_text("built", encoding="utf-8")
    (checkout / "orchestration/run.py").write_bytes(b"one\r\n")
    assert digest() == before
