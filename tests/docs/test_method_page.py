"""The method page covers every indicator, and what it names and shows is there."""

import csv
import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT
from tests.validation.method_pictures import album

PAGE = ROOT / "docs" / "method.md"
DBT = ROOT / "dbt_project"
MOST_BYTES = 60_000
_PICTURE = re.compile(r"!\[([^\]]*)\]\((images/method/([\w-]+)\.svg)\)")
_SECTIONS = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
_DESCRIBED = re.compile(r'aria-label="([^"]*)"|<text[^>]*>([^<]*)</text>')


def _reference(name: str, column: str) -> set[str]:
    with (ROOT / "seeds" / "reference" / name).open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


def _known() -> set[str]:
    """Everything of the project that the page may name."""
    models = {path.stem for path in (DBT / "models").rglob("*.sql")}
    macros = {path.name for path in (DBT / "macros").glob("*.sql")}
    defined = {
        name
        for path in (DBT / "macros").glob("*.sql")
        for name in re.findall(r"{%-? macro (\w+)", path.read_text(encoding="utf-8"))
    }
    columns = {
        name
        for path in (DBT / "models" / "marts").rglob("*.yml")
        for name in re.findall(r"- name: (\w+)", path.read_text(encoding="utf-8"))
    }
    thresholds = _reference("thresholds.csv", "threshold_id")
    seeds = {path.name for path in (ROOT / "seeds" / "reference").glob("*.csv")}
    return models | macros | defined | columns | thresholds | seeds | _indicators()


def _indicators() -> set[str]:
    return _reference("indicators.csv", "indicator_id")


def _named() -> list[str]:
    return sorted(set(re.findall(r"`([^`\n]+)`", PAGE.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("indicator_id", sorted(_indicators()))
def test_every_indicator_is_explained(indicator_id):
    assert indicator_id in _named()


@pytest.mark.parametrize("name", _named())
def test_what_the_page_names_is_there(name):
    assert (ROOT / name).is_file() if "/" in name else name in _known()


@pytest.mark.parametrize("section", _SECTIONS, ids=lambda section: section.split("\n")[0])
def test_a_section_has_one_picture_that_says_what_it_shows_and_names_its_code_and_sources(section):
    ((description, target, _),) = _PICTURE.findall(section)
    assert len(description.split()) > 5
    assert (PAGE.parent / target).is_file()
    assert "\nIn the code: " in section
    assert "Sources: " in section


def test_every_picture_that_is_drawn_is_on_the_page_in_its_order():
    shown = [name for section in _SECTIONS for _, _, name in _PICTURE.findall(section)]
    assert shown == list(album.PICTURES)


def test_the_pictures_are_what_the_code_draws_and_small(tmp_path):
    for path in album.draw(tmp_path):
        kept = PAGE.parent / "images" / "method" / path.name
        assert _told(kept) == _told(path), path.name
        assert kept.stat().st_size < MOST_BYTES


def test_the_page_is_short():
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) < 350


def _told(picture: Path) -> list[tuple[str, str]]:
    """The values and words of a picture: fonts of a machine may move them, not change them."""
    return _DESCRIBED.findall(picture.read_text(encoding="utf-8"))
