"""What each pilot cohort shows on each of its days: paired changes, and ratios of rates.

Leaders are compared with themselves before the start; whether they beat leaders not yet trained
is the training effect's question.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from orchestration.statistics.change import mcnemar, paired_change
from orchestration.statistics.exact import Finding, rate_ratio
from orchestration.statistics.inputs import Inputs, relation

_KEYS = ["cohort_id", "indicator_id", "pilot_day"]
_COLUMNS = [
    *_KEYS,
    "measure",
    "leader_count",
    "estimate",
    "lower",
    "upper",
    "p_value",
    "p_adjusted",
    "family_size",
    "mover_p_value",
]


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each cohort, indicator and day with evidence before the start and since."""
    fewest = inputs.threshold("anonymity_min_people")
    rows = pd.DataFrame([*_changes(inputs), *_ratios(inputs)], columns=_COLUMNS)
    for _, family in rows.groupby(["cohort_id", "pilot_day"]):
        is_withheld = family["leader_count"].astype(float) < fewest
        tested = family.index[family["p_value"].notna() & ~is_withheld]
        if len(tested):
            raw = rows.loc[tested, "p_value"].to_numpy(dtype=float)
            rows.loc[tested, "p_adjusted"] = adjusted(raw)
        rows.loc[family.index, "family_size"] = len(tested)
    return rows


def adjusted(p_values: np.ndarray) -> np.ndarray:
    """Holm's p values over one family. Holm (1979), Scandinavian Journal of Statistics 6:65."""
    return multipletests(p_values, method="holm")[1]


def _changes(inputs: Inputs) -> Iterator[dict[str, object]]:
    values = inputs.frame(
        f"""
        select now.cohort_id, now.indicator_id, now.pilot_day, now.leader_id,
            now.leader_value - base.leader_value as change
        from {relation("int_pilot_values")} as now
        inner join {relation("int_pilot_values")} as base
            on now.cohort_id = base.cohort_id and now.indicator_id = base.indicator_id
            and now.leader_id = base.leader_id
        where now.is_member and now.pilot_day > 0 and base.pilot_day = 0
        """
    )
    for key, leaders in values.groupby(_KEYS):
        changes = leaders["change"].to_numpy(dtype=float)
        movers = mcnemar(int((changes > 0).sum()), int((changes < 0).sum()))
        yield {
            **_row(key, "change", paired_change(changes)),
            "leader_count": len(changes),
            "mover_p_value": movers[1] if movers else None,
        }


def _ratios(inputs: Inputs) -> Iterator[dict[str, object]]:
    counts = inputs.frame(
        f"""
        select now.cohort_id, now.indicator_id, now.pilot_day,
            now.event_count, now.person_days,
            base.event_count as base_count, base.person_days as base_days
        from {relation("int_pilot_events")} as now
        inner join {relation("int_pilot_events")} as base
            on now.cohort_id = base.cohort_id and now.indicator_id = base.indicator_id
        where now.pilot_day > 0 and base.pilot_day = 0
        """
    )
    for one in counts.itertuples():
        found = rate_ratio(one.event_count, one.person_days, one.base_count, one.base_days)
        yield _row((one.cohort_id, one.indicator_id, one.pilot_day), "ratio", found)


def _row(key: tuple, measure: str, found: Finding | None) -> dict[str, object]:
    """Columns of a finding; a limit that does not exist is null."""
    numbers = {} if found is None else vars(found)
    finite = {name: one if np.isfinite(one) else None for name, one in numbers.items()}
    return (
        dict.fromkeys(_COLUMNS) | dict(zip(_KEYS, key, strict=True)) | {"measure": measure} | finite
    )
