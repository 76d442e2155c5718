"""Whether a draw decided who of a program is trained when, and between whom it decided."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Lot:
    """is_randomized: None when nothing tells; leaders: those to compare, None for all."""

    is_randomized: bool | None = None
    leaders: pd.Index | None = None


def lot_of(members: pd.DataFrame, cohort_id: str) -> Lot:
    """How a cohort came about. Randomized is one of which every member was drawn by lot.

    Its comparison is whoever was drawn in the same program: leaders for whom no draw decided,
    such as those promoted since, would make it a plain one again. members: by leader_id, with
    cohort_id, program_id, is_drawn_by_lot.
    """
    is_drawn = members["is_drawn_by_lot"].astype("boolean")
    is_own = members["cohort_id"] == cohort_id
    if is_drawn[is_own].isna().all():
        return Lot()
    is_drawn = is_drawn.fillna(False).astype(bool)
    if not is_drawn[is_own].all():
        return Lot(is_randomized=False)
    is_of_program = members["program_id"].isin(members.loc[is_own, "program_id"])
    return Lot(is_randomized=True, leaders=members.index[is_drawn & is_of_program])
