"""The effect of training on each cohort by each indicator, against leaders not yet trained."""

from typing import Any

import pandas as pd

from orchestration.statistics.balance import finite
from orchestration.statistics.course import average, half_width, simultaneous
from orchestration.statistics.inputs import Inputs
from orchestration.statistics.staggered import Course, courses

_COLUMNS = (
    *("cohort_id", "indicator_id", "effect_estimate", "effect_lower", "effect_upper"),
    *("has_parallel_trend", "largest_mean_difference", "is_randomized", "status", "status_reason"),
    *("pre_trend_p_value", "leader_count", "comparison_leader_count", "periods_followed"),
    "is_with_coaching",
)


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each cohort and indicator: the mean effect since training, or why none."""
    rows = [row(one, inputs) for one in courses(inputs)]
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object)


def row(course: Course, inputs: Inputs) -> dict[str, Any]:
    """A cohort's effect: the mean over all periods since training that can be compared."""
    alpha = inputs.threshold("band_alpha")
    after, before = course.shown(is_after=True), course.shown(is_after=False)
    found: dict[str, Any] = dict.fromkeys(_COLUMNS)
    found |= {
        "cohort_id": course.cohort_id,
        "indicator_id": course.indicator_id,
        "is_randomized": course.is_randomized,
    }
    if not after:
        reason = course.reason or _foremost(course)
        return found | {"status": "insufficient_evidence", "status_reason": reason}
    mean = average(list(after.values()), [1.0] * len(after))
    if not mean.standard_error > 0:
        return found | {"status": "insufficient_evidence", "status_reason": "no_variation"}
    width = half_width(mean, alpha)
    replicates = int(inputs.threshold("bootstrap_replicates"))
    pre_trend = simultaneous(list(before.values()), alpha, replicates).p_value if before else None
    return found | {
        "effect_estimate": mean.estimate,
        "effect_lower": mean.estimate - width,
        "effect_upper": mean.estimate + width,
        "has_parallel_trend": None if pre_trend is None else pre_trend > alpha,
        "pre_trend_p_value": pre_trend,
        "largest_mean_difference": finite(course.largest_mean_difference),
        "leader_count": min(int(one.treated.sum()) for one in after.values()),
        "comparison_leader_count": min(int(one.comparison.sum()) for one in after.values()),
        "periods_followed": len(after),
        "is_with_coaching": course.coached_from is not None and course.coached_from <= max(after),
        "status": "estimated",
        "status_reason": "compared_with_leaders_not_yet_trained",
    }


def _foremost(course: Course) -> str:
    """Why the first period after training has no effect: the others can have no better reason."""
    return str(course.effects[min(at for at in course.effects if at >= 0)])
