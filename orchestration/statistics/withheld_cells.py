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
    cells["withheld_for"] = pd.Series(dtype=object)
    cells.loc[cells["primary_reason"].notna(), "withheld_for"] = "itself"
    for rows, table in _tables(cells, places):
        asked = table.fingerprint()  # most constructs of a score ask the same
        if asked not in found:
            found[asked] = further(table)
        cells.loc[rows[found[asked]], "withheld_for"] = "another_number"
    return cells.loc[cells["withheld_for"].notna(), [*_CELL, "withheld_for"]]


def _tables(cells: pd.DataFrame, places: pd.DataFrame) -> Iterator[tuple[np.ndarray, Parted]]:
    """Each table in which a number is of too few, with the row of each of its cells."""
    of_period = dict(list(places.groupby(["period_grain", "period_start"])))
    for key, table in cells.groupby(_TABLE):
        is_of_too_few = table["primary_reason"].str.startswith("too_few", na=False).to_numpy()
        if not is_of_too_few.any() or key[2:] not in of_period:
            continue
        levels = [one for one in _ID_OF if one in set(table["scope_type"])]
        places_then = of_period[key[2:]]
        members = [_cells_of(table, level, places_then[_ID_OF[level]]) for level in levels]
        yield (
            table.index.to_numpy(),
            Parted(
                members=_parts(np.column_stack(members)),
                levels=tuple(levels),
                level_of=np.array([levels.index(one) for one in table["scope_type"]]),
                people=table["people_behind"].fillna(0.0).to_numpy(),
                fewest=float(table["fewest_people"].iloc[0]),
                is_withheld=table["primary_reason"].notna().to_numpy(),
                is_of_too_few=is_of_too_few,
            ),
        )


def _cells_of(table: pd.DataFrame, level: str, ids: pd.Series) -> np.ndarray:
    """Which cell of a level each id has, -1 for none."""
    rows = np.flatnonzero(table["scope_type"] == level)
    found = pd.Index(table["scope_id"].iloc[rows]).get_indexer(ids)
    return np.where(found < 0, -1, rows[found])


def _parts(members: np.ndarray) -> np.ndarray:
    """Parts that are measured; a group of which no part is stands for itself, as one."""
    own = members[:, 0]
    for groups in members.T[1:]:
        is_new = (own < 0) & (groups >= 0) & ~np.isin(groups, groups[own >= 0])
        own = np.where(is_new, groups, own)
    return np.unique(np.column_stack([own, members[:, 1:]])[own >= 0], axis=0)
