"""Table `severity_components`: one row for each indicator, instrument, construct and quarter."""

import pandas as pd

from orchestration.statistics.inputs import Inputs
from orchestration.statistics.severity.scores import KEYS, fitted, obstacle

_COLUMNS = [
    *KEYS,
    "leader_variance",
    "rater_variance",
    "error_variance",
    "mean_score",
    "form_count",
    "rating_count",
    "rater_count",
    "shared_rater_count",
    "leader_count",
    "component_count",
    "shared_rating_share",
    "largest_component_share",
    "pass_count",
    "is_identifiable",
    "severity_reason",
]


def compute(inputs: Inputs) -> pd.DataFrame:
    """Variances in squared score units, shares 0 to 1, and why severity is not taken out."""
    found = fitted(inputs)
    rows = []
    for key in found.keys.to_dict("records"):
        one = found.strata[key.pop("stratum_id")]
        reason = obstacle(inputs, one)
        rows.append(
            {
                **key,
                "leader_variance": one.components.leader,
                "rater_variance": one.components.rater,
                "error_variance": one.components.error,
                "mean_score": one.mean,
                "form_count": one.form_count,
                "rating_count": one.rating_count,
                "rater_count": one.rater_count,
                "shared_rater_count": one.shared_rater_count,
                "leader_count": one.leader_count,
                "component_count": one.component_count,
                "shared_rating_share": one.shared_rating_share,
                "largest_component_share": one.largest_component_share,
                "pass_count": one.passes,
                "is_identifiable": reason is None,
                "severity_reason": reason,
            }
        )
    return pd.DataFrame(rows, columns=_COLUMNS)
