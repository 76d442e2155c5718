"""Published cases, and how a computed value is held against one."""

import json
from pathlib import Path

import pytest

from tests.conftest import SHARED


def case(number: str) -> tuple[Path, dict]:
    """Folder and contents of a published case, by its number."""
    (folder,) = (SHARED / "acceptance").glob(f"{number}_*")
    return folder, json.loads((folder / "expected.json").read_text(encoding="utf-8"))


def assert_published(number: str, computed: dict[str, object]) -> None:
    """Compare computed values with those of a case, each within its published tolerance."""
    values = case(number)[1]["values"]
    for name, value in computed.items():
        expected = values[name]["expected"]
        assert value == pytest.approx(expected, abs=values[name]["tolerance"]), name
