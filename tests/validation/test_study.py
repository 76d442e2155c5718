"""The study runs, small, and the page says what the last full one found."""

import json

import pytest

from tests.validation.__main__ import PAGE, RESULTS
from tests.validation.criteria import criteria
from tests.validation.page import render
from tests.validation.study import SMALL, run


@pytest.fixture(scope="module")
def small():
    return run(SMALL, lambda _: None)


def test_a_small_study_keeps_what_the_full_one_promises(small):
    broken = [f"{one.promise} {one.found}" for one in criteria(small) if not one.is_kept]
    assert broken == []


def test_the_case_is_told_from_nothing(small):
    assert small["case"]["claims"]["improved_share"] > 3 * small["null"]["improved_share"]
    assert small["case"]["claims"]["by_level"]["2"] > 0


def test_the_full_study_kept_every_promise():
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    assert results["null"]["organizations"] >= 200
    assert [one.promise for one in criteria(results) if not one.is_kept] == []


def test_the_page_says_what_the_results_say():
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    assert PAGE.read_text(encoding="utf-8") == render(results)
