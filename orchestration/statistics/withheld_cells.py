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
    found: dict[bytes, np.ndarray] = {}
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
    types_of = cells.groupby("indicator_id")["scope_type"].agg(set)
    of_period = dict(list(places.groupby(["period_grain", "period_start"])))
    for key, table in cells.groupby(_TABLE):
        is_of_too_few = table["primary_reason"].str.startswith("too_few", na=False).to_numpy()
        if not is_of_too_few.any():
            continue
        levels = [one for one in _ID_OF if one in types_of[key[0]]]
        place_of = pd.Series(range(len(table)), [table["scope_type"], table["scope_id"]])
        parts = of_period[key[2:]][[_ID_OF[one] for one in levels]].drop_duplicates()
        members = np.column_stack(
            [
                place_of.reindex([(level, one) for one in parts[_ID_OF[level]]], fill_value=-1)
                for level in levels
            ]
        )
        yield (
            table.index.to_numpy(),
            Parted(
                members=members[members[:, 0] >= 0],
                levels=tuple(levels),
                level_of=np.array([levels.index(one) for one in table["scope_type"]]),
                people=table["people_behind"].fillna(0.0).to_numpy(),
                fewest=float(table["fewest_people"].iloc[0]),
                is_withheld=table["primary_reason"].notna().to_numpy(),
                is_of_too_few=is_of_too_few,
            ),
        )
