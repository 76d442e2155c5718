"""Which further cells of a table to withhold, so that those of too few do not follow from the rest.

A cell is a sum over the smallest parts of its table. Who adds and subtracts shown cells learns
their linear combinations and nothing else: a withheld cell is safe while it is none of them.
Statistical Policy Working Paper 22 (Federal Committee on Statistical Methodology, 2005), chapter 4.
"""

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp

_TOLERANCE = 1e-8


def recoverable(shown: np.ndarray, sought: np.ndarray) -> np.ndarray:
    """Which sums follow from the shown ones: one truth value for each row of `sought`.

    shown: cells x parts, how often each part counts in each cell; sought: sums x parts.
    """
    known = shown[(shown != 0).sum(axis=1) == 1].any(axis=0)
    shown, sought = np.unique(shown[:, ~known], axis=0), sought[:, ~known]
    if not shown.any():
        return ~sought.any(axis=1)
    _, lengths, directions = np.linalg.svd(shown, full_matrices=False)
    basis = directions[lengths > _TOLERANCE * lengths[0]]
    rest = sought - (sought @ basis.T) @ basis
    return np.linalg.norm(rest, axis=1) <= _TOLERANCE * np.linalg.norm(sought, axis=1)


def combination(shown: np.ndarray, sought: np.ndarray) -> np.ndarray:
    """Weights of the shown cells whose sum is the sought one, which is recoverable.

    Few of them are not 0: the smallest sum of absolute weights, by linear programming.
    """
    count = len(shown)
    found = linprog(np.ones(2 * count), A_eq=np.hstack([shown.T, -shown.T]), b_eq=sought)
    if found.status != 0:
        return np.linalg.lstsq(shown.T, sought)[0]
    return found.x[:count] - found.x[count:]


def complementary(
    cells: np.ndarray, withheld: np.ndarray, sought: np.ndarray, cost: np.ndarray
) -> np.ndarray:
    """The cheapest cells to withhold as well, so that none of the sought sums is recoverable.

    cells: cells x parts; withheld: which are already; sought: sums x parts; cost: of withholding
    each cell. Each way to work out a sought sum must lose one of the cells that it uses; the
    cheapest cells that all known ways lose are withheld, and where that opens no new way they are
    the cheapest of all. Fischetti and Salazar (2000), Journal of the American Statistical
    Association 95:916. Cells that are the same sum are withheld together.
    """
    if not len(sought) or withheld.all():
        return np.zeros(len(cells), dtype=bool)
    parted, sought = _told_apart(cells, withheld, sought)
    rows, row_of = np.unique(parted, axis=0, return_inverse=True)
    row_of = row_of.ravel()
    able = np.zeros(len(rows), dtype=bool)
    able[row_of[~withheld]] = True
    row_cost = np.bincount(row_of, np.where(withheld, 0.0, cost), len(rows))
    more = np.zeros(len(rows), dtype=bool)
    ways: list[np.ndarray] = []
    while True:
        kept = np.flatnonzero(able & ~more)
        open_sums = sought[recoverable(rows[kept], sought)]
        if not len(open_sums):
            return more[row_of] & ~withheld
        for one in open_sums:
            used = np.zeros(len(rows), dtype=bool)
            used[kept[np.abs(combination(rows[kept], one)) > _TOLERANCE]] = True
            ways.append(used)
        more = _cheapest(np.array(ways), row_cost)


def _told_apart(
    cells: np.ndarray, withheld: np.ndarray, sought: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Cells and sums over the parts that shown cells tell apart, one part for all alike.

    A sum that holds some of the parts that are alike and not the others follows from nothing, and
    is not sought any more.
    """
    _, first, kind = np.unique(cells[~withheld], axis=1, return_index=True, return_inverse=True)
    is_whole = (sought == sought[:, first[kind.ravel()]]).all(axis=1)
    return cells[:, first], np.unique(sought[is_whole][:, first], axis=0)


def _cheapest(ways: np.ndarray, cost: np.ndarray) -> np.ndarray:
    """The cheapest cells of which every way uses at least one; ways: ways x cells."""
    chosen = np.zeros(len(cost), dtype=bool)
    if ways.sum(axis=0).max() == 1:  # no two share a cell
        chosen[np.where(ways, cost, np.inf).argmin(axis=1)] = True
        return chosen
    able = np.flatnonzero(ways.any(axis=0))
    found = milp(
        cost[able],
        integrality=1,
        bounds=(0, 1),
        constraints=LinearConstraint(ways[:, able].astype(float), 1),
    )
    chosen[able[found.x > 0.5]] = True
    return chosen
