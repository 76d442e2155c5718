"""The page of requirements names only what exists, and leaves out no indicator."""

import csv
import re

import pytest

from tests.docs.pages import ROOT, commands_of_cli

PAGE = (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
SQL = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("dbt_project/models", "dbt_project/macros", "data_quality/suites")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".sql", ".yml"}
)
SEEDS = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds/reference").glob("*.csv"))
)
MODELS = {path.stem for path in (ROOT / "dbt_project/models").rglob("*.sql")}
NAMES = sorted(set(re.findall(r"`([^`]+)`", PAGE)))


def exists(name):
    """Whether the checkout has a command, model, seed, file, column or code of this name."""
    if name.startswith(("fct_", "dim_", "int_", "stg_")):
        return name in MODELS
    if name.startswith("scorecard "):
        return name.removeprefix("scorecard ") in commands_of_cli()
    if name.startswith("make "):
        return f"\n{name.removeprefix('make ')}:" in (ROOT / "Makefile").read_text()
    if name.endswith(".csv"):
        return (ROOT / "seeds/reference" / name).exists()
    if "/" in name:
        return (ROOT / name).exists()
    known = re.compile(rf"\b{re.escape(name)}\b")
    code = "\n".join(p.read_text() for p in sorted((ROOT / "orchestration").rglob("*.py")))
    return any(known.search(text) for text in (SQL, SEEDS, code)) or name in sample_files()


def sample_files():
    """Names of the files that the sample generator writes beside the exports."""
    text = (ROOT / "seeds/sample/generate.py").read_text()
    return set(re.findall(r'"([a-z]+\.(?:json|yml))"', text))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_on_the_page_is_one_of_the_code(name):
    assert exists(name)


def test_every_requirement_has_one_row_in_order():
    assert [int(number) for number, *_ in ROW.findall(PAGE)] == list(range(1, 60))


def test_every_row_has_one_of_three_states():
    assert {state for _, _, state, _ in ROW.findall(PAGE)} <= {"yes", "partly", "not yet"}


def test_every_indicator_of_the_catalog_is_on_the_page_and_no_other():
    with (ROOT / "seeds/reference/indicators.csv").open(newline="") as stream:
        catalog = [row["indicator_id"] for row in csv.DictReader(stream)]
    listed = re.findall(r"`([^`]+)`", PAGE.rsplit("catalog:", 1)[1])
    assert sorted(listed) == sorted(catalog)


def test_a_row_that_names_nothing_is_not_called_done():
    for number, _, state, where in ROW.findall(PAGE):
        assert state != "yes" or "`" in where or "](" in where or "page" in where, number
