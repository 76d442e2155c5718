"""Cell suppression: the table of Working Paper 22, and all patterns of small tables."""

import csv
import itertools
import json

import numpy as np
import pytest

from orchestration.statistics.suppression import combination, complementary, recoverable
from tests.conftest import SHARED

CASE = SHARED / "acceptance" / "38_suppression_spwp22"


class Case:
    """The table: inner cells first, then the totals of rows, of columns and of all."""

    def __init__(self):
        with (CASE / "input.csv").open(newline="") as file:
            self.rows = list(csv.DictReader(file))
        self.values = {
            name: one["expected"]
            for name, one in json.loads((CASE / "expected.json").read_text())["values"].items()
        }
        counts = np.array([int(row["n"]) for row in self.rows])
        places = [
            [row[of] == name for row in self.rows]
            for of in ("county", "education")
            for name in dict.fromkeys(row[of] for row in self.rows)
        ]
        inner = np.eye(len(self.rows))
        self.cells = np.vstack([inner, np.array(places, dtype=float), np.ones(len(inner))])
        self.published = self.cells @ counts

    def withheld(self, pattern):
        """The cells that a pattern withholds; totals never."""
        inner = [row[pattern] == "True" for row in self.rows]
        return np.array([*inner, *[False] * (len(self.cells) - len(inner))])

    def recovered(self, pattern):
        """The primary cells that follow, with the values that an attacker works out."""
        withheld, primary = self.withheld(pattern), self.withheld("primary")
        shown, sought = self.cells[~withheld], self.cells[primary]
        found = np.flatnonzero(primary)[recoverable(shown, sought)]
        return {
            place: combination(shown, self.cells[place]) @ self.published[~withheld]
            for place in found.tolist()
        }


@pytest.fixture(scope="module")
def case():
    return Case()


def test_the_six_small_cells_follow_from_the_totals_with_their_values(case):
    found = case.recovered("primary")

    assert len(found) == case.values["primary_only_all_6_recovered"]
    assert sorted(found.values()) == pytest.approx(sorted(case.values["primary_only_values"]))
    assert [found[place] for place in sorted(found)] == pytest.approx(
        case.values["primary_only_values"], abs=1e-6
    )


def test_another_cell_in_each_row_and_column_still_gives_one_away(case):
    found = case.recovered("naive_pattern")

    assert case.withheld("naive_pattern").sum() == case.values["n_suppressed_naive"]
    assert len(found) == case.values["naive_recovered_cells"]
    ((place, value),) = found.items()
    row = case.rows[place]
    assert f"{row['county']}/{row['education']}" == case.values["naive_recovered"]
    assert value == pytest.approx(case.values["naive_recovered_value"], abs=1e-6)


def test_a_safe_pattern_gives_none_away(case):
    assert len(case.recovered("safe_pattern")) == case.values["safe_recovered_cells"]


def test_the_fewest_cells_are_withheld_that_protect_all_six(case):
    primary = case.withheld("primary")
    cost = np.where(np.arange(len(primary)) < len(case.rows), 1.0, 1e3)

    more = complementary(case.cells, primary, case.cells[primary], cost)

    assert (primary | more).sum() == case.values["min_total_suppressed"]
    assert not recoverable(case.cells[~(primary | more)], case.cells[primary]).any()


@pytest.mark.parametrize("seed", range(20))
def test_no_cheaper_pattern_protects_a_small_table(seed):
    rng = np.random.default_rng(seed)
    inner = np.eye(6)
    wholes = (rng.random((4, 6)) < 0.5).astype(float)
    cells = np.vstack([inner, wholes[wholes.sum(axis=1) > 1], np.ones(6)])
    withheld = np.zeros(len(cells), dtype=bool)
    withheld[rng.choice(6, 2, replace=False)] = True
    cost = rng.integers(1, 9, len(cells)).astype(float)
    sought = cells[withheld]

    more = complementary(cells, withheld, sought, cost)

    patterns = itertools.product([False, True], repeat=int((~withheld).sum()))
    safe = []
    for pattern in patterns:
        hidden = withheld.copy()
        hidden[~withheld] = pattern
        if not recoverable(cells[~hidden], sought).any():
            safe.append(cost[hidden & ~withheld].sum())
    assert not recoverable(cells[~(withheld | more)], sought).any()
    assert cost[more].sum() == min(safe)


def test_nothing_shown_gives_nothing_away():
    assert not recoverable(np.zeros((0, 3)), np.eye(3)).any()
