"""What each pilot cohort could show, from its leaders' values before it starts and nothing later.

The correlation between the two occasions is not known before the second; the reliability of the
baseline stands in for it, which holds when true scores stay in their order.
"""

import math

import numpy as np
import pandas as pd

from orchestration.statistics.inputs import Inputs, relation
from orchestration.statistics.power import (
    detectable_between,
    detectable_paired,
    detectable_ratio,
)

_COLUMNS = [
    "cohort_id",
    "indicator_id",
    "baseline_leader_count",
    "comparison_leader_count",
    "baseline_deviation",
    "baseline_reliability",
    "detectable_change",
    "detectable_change_between",
    "detectable_ratio",
]
_FEWEST_LEADERS = 3


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each cohort and indicator that has a baseline."""
    power = inputs.threshold("pilot_power")
    values = inputs.frame(
        f"select cohort_id, indicator_id, leader_id, is_member, leader_value, error_variance "
        f"from {relation('int_pilot_values')} where pilot_day = 0"
    )
    events = inputs.frame(
        f"select cohort_id, indicator_id, event_count from {relation('int_pilot_events')} "
        "where pilot_day = 0"
    )
    rows = [
        dict(zip(_COLUMNS, (*key, *plan(leaders, power), None), strict=True))
        for key, leaders in values.groupby(["cohort_id", "indicator_id"])
    ]
    rows += [
        dict.fromkeys(_COLUMNS)
        | {
            "cohort_id": one.cohort_id,
            "indicator_id": one.indicator_id,
            "detectable_ratio": detectable_ratio(one.event_count, power),
        }
        for one in events.itertuples()
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def plan(
    leaders: pd.DataFrame, power: float
) -> tuple[int, int, float | None, float | None, float | None, float | None]:
    """Leaders, leaders not yet trained, spread, reliability, and the two detectable changes.

    leaders: is_member, leader_value, error_variance; one row a leader. The spread is that of all of
    them: before training the two groups are one.
    """
    members = int(leaders["is_member"].sum())
    others = len(leaders) - members
    deviation = float(np.std(leaders["leader_value"], ddof=1)) if len(leaders) > 1 else math.nan
    if members < _FEWEST_LEADERS or not deviation > 0:
        return members, others, None, None, None, None
    error = float(leaders["error_variance"].mean())
    reliability = None if math.isnan(error) else min(max(1 - error / deviation**2, 0.0), 1.0)
    correlation = reliability or 0.0
    return (
        members,
        others,
        deviation,
        reliability,
        detectable_paired(deviation, correlation, members, power),
        detectable_between(deviation, correlation, members, others, power)
        if others >= _FEWEST_LEADERS
        else None,
    )
