"""Which numbers of the panels are withheld: those of too few, and those that would give one away.

Every number is taken as a sum over the smallest groups that its indicator is reported for, leaders
or else units, where they stood in the period. The numbers of one indicator, construct and period
are a table; of none may a number of too few follow from those shown.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from orchestration.statistics.inputs import Inputs, relation
from orchestration.statistics.parted import Parted, further

_TABLE = ["indicator_id", "construct", "period_grain", "period_start"]
_CELL = [*_TABLE, "scope_type", "scope_id"]
_ID_OF = {
    "leader": "leader_id",
    "org_unit": "org_unit_id",
    "cohort": "cohort_id",
    "business_unit": "business_unit",
    "company": "company",
}


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each withheld number."""
    cells = inputs.frame(f"select * from {relation('int_cells_screened')}")
    places = inputs.frame(f"select *, 'company' as company from {relation('int_leader_places')}")
    found: dict[tuple[object, ...], np.ndarray] = {}
    withheld_for = np.where(cells["primary_reason"].notna(), "itself", None)
    for rows, table in _tables(cells, places):
        asked = table.fingerprint()  # most constructs of a score ask the same
        if asked not in found:
            found[asked] = further(table)
        withheld_for[rows[found[asked]]] = "another_number"
    cells["withheld_for"] = withheld_for
    return cells.loc[cells["withheld_for"].notna(), [*_CELL, "withheld_for"]]


def _tables(cells: pd.DataFrame, places: pd.DataFrame) -> Iterator[tuple[np.ndarray, Parted]]:
    """Each table in which a number is of too few, with the rows of its cells."""
    known = {level: pd.Index(places[name].dropna().unique()) for level, name in _ID_OF.items()}
    place_ids = {level: known[level].get_indexer(places[_ID_OF[level]]) for level in _ID_OF}
    cell_ids = np.full(len(cells), -1)
    for level, rows in cells.groupby("scope_type").indices.items():
        cell_ids[rows] = known[level].get_indexer(cells["scope_id"].iloc[rows])
    scope_types, people = cells["scope_type"].to_numpy(), cells["people_behind"].fillna(0.0)
    is_withheld = cells["primary_reason"].notna().to_numpy()
    is_of_too_few = cells["primary_reason"].str.startswith("too_few", na=False).to_numpy()
    of_period = places.groupby(["period_grain", "period_start"]).indices
    for key, rows in cells.groupby(_TABLE).indices.items():
        then = of_period.get(key[2:])
        if then is None or not is_of_too_few[rows].any():
            continue
        types = scope_types[rows]
        levels = [level for level in _ID_OF if level in types]
        level_of = np.array([levels.index(one) for one in types])
        members = np.empty((len(then), len(levels)), dtype=np.int64)
        for place, level in enumerate(levels):
            cell_of = np.full(len(known[level]) + 1, -1)  # the last is that of no group
            cell_of[cell_ids[rows[level_of == place]]] = np.flatnonzero(level_of == place)
            cell_of[-1] = -1
            members[:, place] = cell_of[place_ids[level][then]]
        yield (
            rows,
            Parted(
                members=_parts(members),
                levels=tuple(levels),
                level_of=level_of,
                people=people.to_numpy()[rows],
                fewest=float(cells["fewest_people"].iloc[rows[0]]),
                is_withheld=is_withheld[rows],
                is_of_too_few=is_of_too_few[rows],
            ),
        )


def _parts(members: np.ndarray) -> np.ndarray:
    """Parts that are measured; a group of which no part is stands for itself, as one."""
    own = members[:, 0]
    for groups in members.T[1:]:
        is_new = (own < 0) & (groups >= 0) & ~np.isin(groups, groups[own >= 0])
        own = np.where(is_new, groups, own)
    return np.unique(np.column_stack([own, members[:, 1:]])[own >= 0], axis=0)
