"""Tables whose cells are groups of the same parts, such as leaders in units, cohorts, a company."""

from dataclasses import dataclass, fields

import numpy as np

from orchestration.statistics.suppression import complementary

# Whose number is missed least is withheld first, and of those the one of the fewest people.
_COST = {"leader": 1.0, "org_unit": 4.0, "cohort": 20.0, "business_unit": 20.0, "company": 100.0}
_MOST_PARTS = 400


@dataclass(frozen=True)
class Parted:
    """members: parts x levels, the cell of each level that a part is in, -1 for none.

    levels: names, the smallest first; level_of: level of each cell; people: behind each cell;
    fewest: people whose number may be shown; is_withheld: cells withheld whatever else is shown;
    is_of_too_few: those among them that must not follow from what is shown.
    """

    members: np.ndarray
    levels: tuple[str, ...]
    level_of: np.ndarray
    people: np.ndarray
    fewest: float
    is_withheld: np.ndarray
    is_of_too_few: np.ndarray

    def fingerprint(self) -> tuple[object, ...]:
        """Equal for tables of which the same cells are withheld."""
        values = (getattr(self, field.name) for field in fields(self))
        return tuple(one.tobytes() if isinstance(one, np.ndarray) else one for one in values)

    def cost(self) -> np.ndarray:
        """What it costs to withhold each cell; no two cost the same."""
        by_level = np.array([_COST[one] for one in self.levels])[self.level_of]
        rank = np.argsort(np.lexsort((np.arange(len(self.people)), self.people)))
        return by_level * (1.0 + rank / len(rank))


def further(table: Parted) -> np.ndarray:
    """Which cells to withhold as well, so that no cell of too few follows from those shown.

    Nor may the sum of those of too few in a group, where they are too few together. The cheapest
    cells are taken; of a large table they are the cheapest once most have found others to hide
    among.
    """
    if len(table.members) > _MOST_PARTS:
        return _among_alike(table)
    cells = _incidence(table.members, len(table.people))
    together = cells * table.is_of_too_few[table.members[:, 0]]
    is_few = together @ table.people[table.members[:, 0]] < table.fewest
    sought = [cells[table.is_of_too_few], together[is_few]]
    return _protecting(cells, table.is_withheld, sought, table.cost())


def _among_alike(table: Parted) -> np.ndarray:
    """As `further`, for a large table.

    Parts in the same groups cannot be told apart by what those groups show. Where too few of
    them are withheld, another one is, of the same unit, cohort and business unit, or else, the
    unit's own number being withheld, of the same cohort and business unit. Only for what is left
    are cohorts and business units looked at, as if all else were known.
    """
    hidden = table.is_withheld.copy()
    smallest, unit = table.members[:, 0], table.members[:, 0]
    above = table.members[:, 1:]
    if "org_unit" in table.levels[1:]:
        short = _hide_among(table, _codes(above), hidden, smallest)
        unit = table.members[:, 1]
        hidden[unit[short & hidden[smallest] & (unit >= 0)]] = True
        above = table.members[:, 2:]
    group = _codes(above)
    short = _hide_among(table, group, hidden, unit)
    loose = np.flatnonzero(hidden[smallest] & (hidden[unit] | (unit < 0)))
    _, first, column = np.unique(group[loose], return_index=True, return_inverse=True)
    left = above[loose[first]]
    used = np.unique(left[left >= 0])
    cells = _incidence(np.where(left < 0, -1, np.searchsorted(used, left)), len(used))
    sought = [
        cells[table.is_of_too_few[used]],
        np.eye(len(left))[short[loose[first]]],
        _alone(smallest[loose], column.ravel(), table.is_of_too_few),
        _alone(unit[loose], column.ravel(), table.is_of_too_few),
    ]
    hidden[used] |= _protecting(cells, hidden[used], sought, table.cost()[used])
    return hidden & ~table.is_withheld


def _alone(cells: np.ndarray, groups: np.ndarray, is_of_too_few: np.ndarray) -> np.ndarray:
    """Cells x groups, for cells of too few whose parts are all in groups of no other cell.

    cells: the unit of each part, or the leader, who moves and so is in several groups.
    """
    count = groups.max(initial=-1) + 1
    lowest, highest = np.full(count, cells.max(initial=-1)), np.full(count, -1)
    np.minimum.at(lowest, groups, cells)
    np.maximum.at(highest, groups, cells)
    is_alone = lowest == highest
    mixed = np.unique(cells[~is_alone[groups]])
    whole = np.unique(highest[is_alone & (highest >= 0) & ~np.isin(highest, mixed)])
    whole = whole[is_of_too_few[whole]]
    return (whole[:, None] == np.where(is_alone, highest, -1)).astype(float)


def _protecting(
    cells: np.ndarray, withheld: np.ndarray, sought: list[np.ndarray], cost: np.ndarray
) -> np.ndarray:
    sums = np.unique(np.vstack(sought), axis=0)
    return complementary(cells, withheld, sums[sums.any(axis=1)], cost)


def _incidence(members: np.ndarray, count: int) -> np.ndarray:
    """Cells x parts: 1 where a part is in a cell; members: parts x levels, count: of cells."""
    found = np.zeros((count, len(members)))
    for cells in members.T:
        inside = np.flatnonzero(cells >= 0)
        found[cells[inside], inside] = 1.0
    return found


def _codes(keys: np.ndarray) -> np.ndarray:
    return np.unique(keys, axis=0, return_inverse=True)[1].ravel()


def _hide_among(
    table: Parted, group: np.ndarray, hidden: np.ndarray, also: np.ndarray
) -> np.ndarray:
    """Withhold, in `hidden`, the cheapest parts of each group that hide one of too few in it.

    also: a further cell to withhold with a part, the part's own where there is none. Returns the
    parts of groups in which too few are withheld although nothing is left to withhold.
    """
    smallest = table.members[:, 0]
    cost = table.cost()[smallest]
    others = np.where(also < 0, smallest, also)
    first = np.zeros(len(group), dtype=bool)
    first[np.unique(np.column_stack([group, smallest]), axis=0, return_index=True)[1]] = True
    while True:
        inside = hidden[smallest] & hidden[others]
        counted = inside & first
        is_too_few = table.is_of_too_few[smallest] & inside
        count, people = (
            np.bincount(group, weights, group.max() + 1)
            for weights in (counted, counted * table.people[smallest])
        )
        short = (np.bincount(group, is_too_few) > 0) & ((count < 2) | (people < table.fewest))
        able = np.flatnonzero(short[group] & ~inside)
        if not len(able):
            return short[group]
        able = able[np.lexsort((cost[able], group[able]))]
        chosen = able[np.unique(group[able], return_index=True)[1]]
        hidden[smallest[chosen]] = True
        hidden[others[chosen]] = True
