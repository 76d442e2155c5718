"""What is withheld of organizations drawn by lot, and of small ones worked out by hand."""

import numpy as np
import pytest

from orchestration.statistics import parted
from orchestration.statistics.parted import Parted, further
from orchestration.statistics.suppression import recoverable

LEVELS = ("leader", "org_unit", "cohort", "business_unit", "company")
FEWEST = 5


def table_of(leaders, moves=()):
    """The table of leaders as (raters, unit, cohort, business unit), and the names of its cells.

    moves: further places of leaders within the period, as (leader, unit, cohort, business unit).
    """
    places = [(leader, *groups) for leader, (_, *groups) in enumerate(leaders)] + list(moves)
    names, led_by = [], []
    members = np.full((len(places), len(LEVELS)), -1)
    for part, (leader, *groups) in enumerate(places):
        for level, group in enumerate([leader, *groups, "company"]):
            if group is None:
                continue
            if (level, group) not in names:
                names.append((level, group))
                led_by.append(set())
            members[part, level] = names.index((level, group))
            led_by[members[part, level]].add(leader)
    people = [sum(leaders[leader][0] for leader in some) for some in led_by]
    withheld = np.array(people) < FEWEST
    return names, Parted(
        members=members,
        levels=LEVELS,
        level_of=np.array([level for level, _ in names]),
        people=np.array(people, dtype=float),
        fewest=FEWEST,
        is_withheld=withheld,
        is_of_too_few=withheld,
    )


def withheld_too(leaders):
    """The cells that are withheld for the sake of others."""
    names, table = table_of(leaders)
    return {(LEVELS[names[one][0]], names[one][1]) for one in np.flatnonzero(further(table))}


def following(table, withheld):
    """How many of the cells of too few are a linear combination of those not withheld."""
    cells = np.zeros((len(table.people), len(table.members)))
    for part, groups in enumerate(table.members):
        cells[groups[groups >= 0], part] = 1
    return recoverable(cells[~withheld], cells[table.is_of_too_few]).sum()


def organization(rng):
    """Leaders, and the moves of some of them."""
    leaders, moves = [], []
    for unit in range(rng.integers(2, 9)):
        business_unit = f"b{rng.integers(0, 3)}" if rng.random() < 0.9 else None
        for _ in range(rng.choice([1, 1, 2, 3])):
            cohort = None if rng.random() < 0.3 else f"c{rng.integers(0, 3)}"
            leaders.append((rng.integers(1, 15), f"u{unit}", cohort, business_unit))
            if rng.random() < 0.2:
                moves.append((len(leaders) - 1, "elsewhere", cohort, "b0"))
    return leaders, moves


@pytest.fixture(params=["solved_exactly", "hidden_among_alike"])
def way(request, monkeypatch):
    """Small tables are solved; with this limit they are taken as large ones are."""
    if request.param == "hidden_among_alike":
        monkeypatch.setattr(parted, "_MOST_PARTS", 0)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("seed", range(12))
def test_no_number_of_too_few_follows_from_those_shown(seed):
    rng = np.random.default_rng(seed)
    tables = [table_of(*organization(rng))[1] for _ in range(25)]

    left = [following(table, table.is_withheld | further(table)) for table in tables]

    assert sum(following(table, table.is_withheld) for table in tables) > len(tables)
    assert sum(left) == 0


@pytest.mark.usefixtures("way")
def test_a_leader_of_too_few_who_moved_does_not_follow_from_all_cohorts():
    """The only one without a cohort: what the cohorts leave of the company is this leader."""
    leaders = [(3, "u", None, "b"), (9, "u", "c", "b"), (9, "v", "c", "d"), (9, "v", "c", "d")]
    _, table = table_of(leaders, [(0, "v", None, "d")])

    assert following(table, table.is_withheld) == 1
    assert following(table, table.is_withheld | further(table)) == 0


@pytest.mark.usefixtures("way")
def test_nothing_is_withheld_where_nobody_is_of_too_few():
    assert withheld_too([(5, "u", "c", "b"), (6, "u", "c", "b"), (7, "v", None, "b")]) == set()


@pytest.mark.usefixtures("way")
def test_the_leader_of_fewest_raters_beside_hides_one_of_too_few():
    leaders = [(3, "u", "c", "b"), (9, "u", "c", "b"), (6, "u", "c", "b"), (5, "v", "c", "b")]

    assert withheld_too(leaders) == {("leader", 2)}


@pytest.mark.usefixtures("way")
def test_two_of_too_few_do_not_hide_each_other_while_they_are_too_few_together():
    leaders = [(2, "u", "c", "b"), (2, "u", "c", "b"), (8, "u", "c", "b"), (9, "v", "c", "b")]

    assert withheld_too(leaders) == {("leader", 2)}
    assert withheld_too([(3, *leaders[0][1:]), *leaders[1:]]) == set()


def test_a_cohort_is_shown_as_long_as_leaders_can_hide_the_number():
    """The leader of too few has no cohort, as only one of another unit has none."""
    leaders = [
        *[(3, "u", None, "b"), (8, "u", "c", "b"), (8, "v", "c", "b")],
        *[(9, "v", None, "b"), (9, "w", "d", "b"), (9, "w", "d", "b")],
    ]
    found = withheld_too(leaders)

    assert found == {("leader", 1), ("leader", 2), ("leader", 3)}


@pytest.mark.usefixtures("way")
def test_of_the_only_leader_without_a_cohort_a_whole_must_be_withheld():
    leaders = [(3, "u", None, "b"), (8, "u", "c", "b"), (8, "v", "d", "b"), (9, "v", "d", "b")]
    found = withheld_too(leaders)

    assert {level for level, _ in found} & {"cohort", "business_unit", "company"}
    assert ("company", "company") not in found or ("business_unit", "b") in found


def test_of_two_ways_the_one_over_fewer_people_is_taken():
    leaders = [(4, "u", "c", "b"), (20, "u", "c", "b"), (19, "u", "c", "b")]

    assert withheld_too(leaders) == {("leader", 2)}
