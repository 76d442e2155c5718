"""How alike leaders with a high and a low score are, before and after matching."""

import pandas as pd

from orchestration.statistics.balance import finite
from orchestration.statistics.inputs import Inputs
from orchestration.statistics.predictors import predictor_ids
from orchestration.statistics.split import split

_COLUMNS = (
    *("predictor_id", "covariate", "mean_difference_before", "mean_difference_after"),
    "variance_ratio_after",
)


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each score and covariate: the table behind the gate."""
    rows = []
    for predictor_id in predictor_ids(inputs):
        found = split(inputs, predictor_id)
        if found.before is None:
            continue
        after = found.after
        for place, name in enumerate(found.before.names):
            rows.append(
                (
                    predictor_id,
                    name,
                    finite(found.before.mean_differences[place]),
                    None if after is None else finite(after.mean_differences[place]),
                    None if after is None else finite(after.variance_ratios[place]),
                )
            )
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object)
